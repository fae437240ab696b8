/** Portuguese: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('pt-BR');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Deixa eu pensar um pouco… 🧠',
        'Só um momento, estou vendo isso… 🔍',
        'Boa pergunta, vou dar uma olhada… 🤔',
        'Estou trabalhando nisso… ⚙️',
        'Um momento, quero fazer isto direito… 🎯',
        'Estou juntando as peças… 🧩',
        'Espera um pouco, estou pesquisando… ⛏️',
        'Isto merece um olhar com calma… 👀',
        'Deixa eu organizar isso para você… 📚',
        'Já estou nisso, volto logo… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Ainda estou nisso ⏳',
        'Está demorando um pouco mais, mas já vai sair… 🛠️',
        'Continuo trabalhando, obrigado por esperar… 🙏',
        'Ainda não terminei, mas estou avançando… 🚶',
        'É mais complicado do que eu pensava; continuo… 🔎',
        'Ainda estou aqui e ainda trabalhando… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ A partir de agora falo português com você.',
  languageUsage: (p) => `Com você eu falo: ${p.current}. Para mudar, escreva por exemplo: /language inglês`,
  languageUnknown: (p) => `Ainda não falo “${p.name}”. Eu falo ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ A partir de agora falo assim: ${p.text}`,
  personalityReset: () => '✓ Voltei a falar como sempre.',
  personalityShow: (p) => `É assim que falo com você: ${p.text}\nCom /personality reset volto a falar como sempre.`,
  personalityNone: () => 'Falo como sempre. Para mudar, escreva por exemplo: /personality breve e direto',
  factsEmpty: () => 'Ainda não sei nada sobre você. Me conte algo e vou me lembrar.',
  factsHeader: () => 'Isto é o que sei sobre você:',
  factsPurged: (p) =>
    p.count === 0
      ? 'Não havia nada para esquecer.'
      : `✓ Esqueci ${count(p.count, 'coisa', 'coisas')} que eu sabia sobre você.`,
  factNote: (p) => remark([p.project === '' ? '' : `projeto ${p.project}`, p.sensitive ? 'confidencial' : '']),
  factForgotten: (p) => `✓ Esqueci “${p.key}”.`,
  memoryCounts: (p) =>
    [
      'Do que eu me lembro:',
      `- ${count(p.conversations, 'conversa', 'conversas')}`,
      `- ${count(p.messages, 'mensagem', 'mensagens')}`,
      `- ${count(p.facts, 'informação', 'informações')} sobre você`,
      `- ${count(p.lessons, 'lição aprendida', 'lições aprendidas')}`,
      `- ${count(p.tasks, 'tarefa aberta', 'tarefas abertas')}`,
    ].join('\n'),
  historyHeader: () => 'As nossas últimas conversas:',
  historyEmpty: () => 'Ainda não terminamos nenhuma conversa.',
  historyNoSummary: () => '(sem resumo)',
  projectActive: (p) => `✓ O projeto “${p.name}” está ativo.`,
  projectOff: (p) => `✓ Saímos do projeto “${p.name}”.`,
  projectNone: () => 'Nenhum projeto está ativo. /projects mostra quais existem.',
  projectUnknown: (p) =>
    `Não conheço nenhum projeto “${p.name}”.${p.known.length === 0 ? '' : ` Os que existem: ${list(p.known)}.`}`,
  projectGreeting: (p) => `Oi, eu sou o *Omega ${p.name}*, o que posso fazer por você?`,
  projectsEmpty: () => 'Ainda não há projetos. Me conte em que você trabalha e preparo um com /setup.',
  projectsHeader: () => 'Os seus projetos (/project e um nome para mudar para ele):',
  skillsEmpty: () => 'Ainda não tenho habilidades instaladas.',
  skillsHeader: () => 'As minhas habilidades:',
  skillMissing: (p) => `falta: ${list(p.names)}`,
  skillImproved: (p) => `✓ Melhorei a minha habilidade “${p.skill}”.`,
  skillImproveFailed: (p) => `✗ Não consegui melhorar a minha habilidade “${p.skill}”: ${p.reason}`,
  learningEmpty: () => 'Ainda não aprendi nada. Isso vem com o nosso trabalho juntos.',
  learningRules: () => 'Regras que eu sigo:',
  learningOutcomes: () => 'O que deu certo e o que não deu:',
  bugLogged: () => '✓ Obrigado, anotei isso como um erro.',
  usageHeader: () => 'Quanto os modelos gastaram:',
  usageLine: (p) =>
    `- ${p.provider}: ${count(p.calls, 'chamada', 'chamadas')}, ${count(p.tokens, 'token', 'tokens')}` +
    after(', ', p.cost === null ? 'custo desconhecido' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: 'O limite de hoje desta conversa foi atingido',
      task: 'O limite de hoje desta tarefa foi atingido',
      heartbeat: 'O limite de hoje para verificações espontâneas foi atingido',
      provider: `O limite de hoje de ${p.provider} foi atingido`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'token', 'tokens');
    return `${cap ?? 'O limite de hoje de todos os modelos foi atingido'}: ${amount} de ${limit}.`;
  },
  modelShow: (p) => `Uso ${p.model}.\nTento estes serviços nesta ordem: ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ A partir de agora uso ${p.model}.`,
  welcome: () =>
    'Oi, eu sou o *Omega*, o seu assistente pessoal 👋\n' +
    'Respondo perguntas, lembro do que importa para você, aviso na hora certa e faço trabalho de verdade nesta máquina.\n' +
    'Antes de começar: qual é o seu nome e o que você faz?',
  hintHelp: () => '💡 /help mostra tudo o que sei fazer.',
  hintPersonality: () => '💡 Você pode escolher como eu falo, por exemplo: /personality breve e direto',
  hintTasks: () => '💡 /tasks mostra todas as suas tarefas e lembretes, e /cancel tira um deles.',
  hintProjects: () =>
    '💡 Se você trabalha em várias coisas, os projetos as mantêm separadas: /projects mostra quais são.',
  justNow: () => 'agora mesmo',
  agoMinutes: (p) => `há ${count(p.n, 'minuto', 'minutos')}`,
  agoHours: (p) => `há ${count(p.n, 'hora', 'horas')}`,
  agoDays: (p) => (p.n === 1 ? 'ontem' : `há ${number(p.n)} ${form(p.n, 'dia', 'dias')}`),
  skillUnknown: (p) => `Não tenho nenhuma habilidade “${p.name}”. /skills mostra as que tenho.`,
  whyCost: (p) =>
    `Chamadas a um modelo: ${number(p.calls)}, ${p.cost === null ? 'custo desconhecido' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Esta conversa: ${count(p.messages, 'mensagem', 'mensagens')}, cerca de ${number(p.conversation)} tokens. Com o que mais digo ao modelo (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['O que digo ao modelo, em tokens:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join('\n'),
  approved: () => '✓ Obrigado, hoje continuo além do limite de gasto.',
};
