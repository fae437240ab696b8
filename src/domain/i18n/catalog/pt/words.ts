/** Portuguese: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: 'me pediu para ir mais devagar',
    advice: 'Espere alguns minutos e envie de novo.',
  },
  'provider.overloaded': { reason: 'está sobrecarregado', advice: 'Espere alguns minutos e envie de novo.' },
  'provider.unreachable': { reason: 'não responde', advice: 'Verifique a rede e o endereço do provedor.' },
  'provider.stream_truncated': { reason: 'parou no meio', advice: 'Envie de novo.' },
  'provider.stream_idle': { reason: 'ficou mudo no meio', advice: 'Envie de novo.' },
  'provider.timeout': { reason: 'demorou demais', advice: 'Envie de novo ou peça menos de uma vez.' },
  'provider.key_invalid': { reason: 'recusou a chave', advice: 'Coloque uma chave válida e me reinicie.' },
  'provider.model_unknown': {
    reason: 'não conhece o modelo',
    advice: 'Escolha um modelo que ele ofereça e me reinicie.',
  },
  'provider.no_credit': { reason: 'está sem crédito', advice: 'Recarregue a conta ou escolha outro provedor.' },
  'provider.request_invalid': {
    reason: 'recusou o pedido do jeito que está',
    advice: 'Tente dizer de outra forma.',
  },
  'provider.refused': { reason: 'não quis responder a isto', advice: 'Tente dizer de outra forma.' },
  'provider.context_too_long': {
    reason: 'não consegue ler uma conversa tão longa',
    advice: 'Envie /forget para começar de novo, ou uma mensagem mais curta.',
  },
  'provider.over_budget': {
    reason: 'atingiu o limite de gasto',
    advice: 'Escreva /approve para continuar hoje, ou aumente o limite.',
  },
  'provider.not_configured': {
    reason: 'não está configurado',
    advice: 'Adicione as configurações dele ou tire-o da lista de provedores.',
  },
  'channel.unreachable': { reason: 'não responde', advice: 'Continuo tentando.' },
  'channel.rate_limited': { reason: 'me pediu para ir mais devagar', advice: 'Continuo sem você precisar fazer nada.' },
  'channel.token_invalid': { reason: 'recusou o token', advice: 'Coloque um token válido e me reinicie.' },
  'channel.conflict': {
    reason: 'já é usado por outro programa com a mesma conta',
    advice: 'Feche o outro programa; eu tento de novo.',
  },
  'channel.not_configured': { reason: 'não está configurado', advice: 'Adicione as configurações e me reinicie.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: 'teve um problema que não consegui resolver',
    advice: 'Tente de novo mais tarde; /status mostra como estou.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'tudo bem',
  limited: 'mais lento',
  broken: 'com falhas',
  probing: 'sendo testado de novo',
  connecting: 'conectando',
  online: 'conectado',
  off: 'desligado',
  backingOff: 'nova tentativa em breve',
  loggedOut: 'sessão encerrada',
  conflicted: 'usado por outro programa',
  misconfigured: 'mal configurado',
  running: 'em andamento',
  done: 'feito',
  refused: 'recusado',
  cancelled: 'cancelado',
  failed: 'falhou',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'todos os dias',
  weekdays: 'de segunda a sexta',
  weekly: 'toda semana',
  monthly: 'todo mês',
  yearly: 'todo ano',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'entendendo o que você precisa',
  architect: 'desenhando a arquitetura',
  'test-writer': 'escrevendo os testes',
  developer: 'escrevendo o código',
  qa: 'verificando se funciona',
  reviewer: 'revisando o código',
  delivery: 'preparando a entrega',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'no total',
  chat: 'para esta conversa',
  task: 'para esta tarefa',
  heartbeat: 'para as minhas verificações regulares',
  provider: 'para este serviço de IA',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'mostrar o que sei fazer',
  stop: 'parar a resposta que estou escrevendo',
  pause: 'receber mensagens sem responder por enquanto',
  resume: 'continuar depois de /pause',
  forget: 'encerrar esta conversa e começar de novo',
  status: 'mostrar como estou',
  note: 'guardar uma nota',
  recall: 'procurar em notas e mensagens antigas',
  whoami: 'mostrar quem você é para mim',
  runs: 'listar o que fiz ultimamente',
  why: 'mostrar como surgiu a última resposta',
  memory: 'mostrar quanto eu me lembro',
  history: 'mostrar nossas últimas conversas',
  facts: 'mostrar o que sei sobre você',
  purge: 'esquecer tudo o que sei sobre você',
  tasks: 'listar suas tarefas e lembretes',
  task: 'pausar, retomar, adiar ou mudar uma tarefa',
  cancel: 'cancelar uma tarefa',
  language: 'mostrar ou mudar meu idioma',
  personality: 'mostrar ou mudar meu jeito de falar',
  skills: 'listar minhas habilidades',
  projects: 'listar seus projetos',
  project: 'mudar para um projeto ou sair dele',
  heartbeat: 'mostrar o que estou acompanhando',
  learning: 'mostrar o que aprendi',
  token: 'mostrar o tamanho desta conversa',
  context: 'mostrar o que envio ao modelo',
  setup: 'me preparar para o seu trabalho',
  google: 'conectar sua conta do Google',
  whatsapp: 'conectar o WhatsApp',
  model: 'mostrar ou escolher o modelo de IA',
  usage: 'mostrar quanto os modelos custaram',
  approve: 'permitir o que peço, ou continuar além do limite de gastos',
  deny: 'recusar o que peço',
  answer: 'responder a uma pergunta minha',
  approvals: 'o que espera a sua resposta',
};
