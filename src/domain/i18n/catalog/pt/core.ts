/** Portuguese: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('pt-BR');

const messages = (n: number) => count(n, 'mensagem', 'mensagens');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'Não consegui uma resposta: nenhum modelo de IA está configurado. Configure um e me reinicie.',
    sorry: 'Desculpe, não consegui uma resposta.',
    todo: 'O que você pode fazer:',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => 'Entendido. Cuido disso assim que terminar esta resposta.',
  busy: (p) => `Ainda tenho ${messages(p.waiting)} para responder, me dê um momento, por favor. Nada se perde.`,
  refused: (p) =>
    `Desculpe, só falo com quem o meu dono autorizou. O seu identificador no ${p.channel} é ${p.sender}. ` +
    `Se você é o dono, adicione-o a ${p.setting} e me reinicie.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(A resposta parou aqui.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    'Demorei demais para responder. Tente de novo, por favor; às vezes pedidos complexos precisam de uma segunda tentativa.',
  wentWrong: () => 'Algo deu errado. Tente de novo, por favor.',
  stopped: () => 'Parado.',
  nothingToStop: () => 'Não há nada para parar; não estou escrevendo nenhuma resposta.',
  interrupted: () => '(Parei aqui por causa da sua nova mensagem.)',
  paused: () => 'Em pausa. Guardo as suas mensagens e respondo depois de /resume.',
  resumed: (p) => (p.waiting === 0 ? 'Estou de volta.' : `Estou de volta, com ${messages(p.waiting)} para responder.`),
  forgotten: () => 'Esta conversa está encerrada; começamos de novo.',
  nothingToForget: () => 'Não há nada para esquecer; esta conversa ainda está vazia.',
  unknownCommand: (p) => `Não conheço /${firstWord(p.command)}. /help mostra o que sei fazer.`,
  help: () => helpLines('Você pode simplesmente me escrever. Estes comandos também funcionam:', summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, em funcionamento há ${duration(p.uptimeMs, ['d', 'h', 'min', 's'])}.`,
      p.trouble === '' ? '' : `Problema: ${p.trouble}`,
      ...p.providers.map((part) => `Modelo ${partLine(part, states)}`),
      ...p.channels.map((part) => `Canal ${partLine(part, states)}`),
      p.waiting === 0 ? 'Nenhuma mensagem esperando.' : `Esperando: ${messages(p.waiting)}.`,
    ),
  noted: () => 'Anotado.',
  noteUsage: () => 'Escreva o que devo anotar, por exemplo: /note comprar leite',
  recalled: (p) => [`Isto é o que tenho sobre “${p.words}”:`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Escreva o que devo procurar, por exemplo: /recall leite',
  nothingFound: (p) => `Não encontrei nada sobre “${p.words}”.`,
  whoami: (p) =>
    `Você é ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} no ${p.channel}, na conversa ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? 'Ainda não fiz nada aqui.'
      : ['O que fiz ultimamente:', ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`))].join(
          '\n',
        ),
  why: (p) =>
    p.steps.length === 0
      ? 'Ainda não há nenhuma resposta minha aqui.'
      : ['Foi assim que surgiu a minha última resposta:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Você escreveu: “${p.text}”`,
  whyRead: (p) =>
    `Li ${messages(p.messages)} (cerca de ${count(p.tokens, 'token', 'tokens')})` +
    `${p.dropped === 0 ? '' : ` e deixei ${p.dropped} de fora`}.`,
  whySanitised: (p) => `Neutralizei partes do texto: ${p.findings}.`,
  whyGaveUp: () => 'Nenhum modelo conseguiu responder.',
  whyAnswered: (p) =>
    `${p.provider} (${p.model}) respondeu em ${p.seconds} s: ${p.input} tokens lidos, ${p.output} escritos.`,
  whyRun: (p) => `Execução: ${p.id}`,
  channelOff: (p) =>
    `Não estou recebendo mensagens pelo ${p.channel}: o serviço ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `Não posso usar as ferramentas de "${p.server}": recusa as credenciais em mcp.json. Ponha umas válidas e reinicie-me.`
      : `Não posso usar as ferramentas de "${p.server}": o programa não foi encontrado. Corrija mcp.json e reinicie-me.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `Não posso usar as ferramentas de "${p.server}" enquanto não iniciar sessão lá. Execute "omega mcp login ${p.server}" num terminal.`
      : `O servidor "${p.server}" quer mais direitos para isto (${p.scope}). Para os dar, execute "omega mcp login ${p.server}" num terminal.`,
  mcpWaiting: (p) =>
    `O servidor "${p.server}" mudou as suas ferramentas; não uso estas até que concorde: ${p.tools}. ` +
    `Veja o que mudou com "omega mcp consent ${p.server}".`,
  channelOn: (p) => `Estou recebendo mensagens pelo ${p.channel} de novo.`,
  poisoned: () =>
    'Não consegui lidar com a sua última mensagem e a deixei de lado; a culpa é minha. ' +
    'Diga de outra forma, por favor. Os detalhes ficam guardados para o meu dono.',
  offline: () =>
    'Nenhum modelo de IA está conectado, então ainda não posso pensar nisto; a sua mensagem está guardada. Para conectar um, ' +
    'defina ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY ou GEMINI_API_KEY, ou inicie o Ollama nesta máquina, e me reinicie. ' +
    'As notas já funcionam: /note, /recall e /help.',
  emptyAnswer: () => 'O modelo deu uma resposta vazia. Pergunte de novo, talvez com outras palavras.',
  declined: () => 'O modelo não quis responder a isto. Você pode tentar dizer de outra forma.',
  lengthReached: () => '(Cheguei à resposta mais longa que posso dar. Escreva “continue” para ler o resto.)',
  tooLarge: (p) =>
    `A sua mensagem é longa demais para mim: aceito até ${count(p.limit, 'caractere', 'caracteres')}. Envie em partes, por favor.`,
  emptyMessage: () => 'Por enquanto só sei ler texto, e não havia nenhum na sua mensagem.',
  diskFull: () =>
    'O disco está cheio, então não posso receber mensagens com segurança. Libere espaço, por favor; depois eu continuo.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Isto não deu certo (${p.what}): ${p.reason}`,
  reasonIncomplete: () => 'falta alguma coisa',
  reasonUnreadable: () => 'não consigo ler um dos valores',
  reasonTooLong: () => 'é longo demais',
  policyBroken: (p) =>
    `Há um erro num ficheiro de regras: ${p.trouble}. Até ser corrigido valem as regras anteriores; se não havia nenhuma, pergunto antes de tudo. \`omega policy check\` mostra-o.`,
  databaseDamaged: (p) =>
    `Meu banco de dados está danificado (${p.trouble}). Por favor, veja isso logo; há uma cópia íntegra na pasta de backups.`,
  filesFailed: () => '✗ Não consegui gravar os arquivos para isto.',
  notConnectable: (p) => `Ainda não dá para conectar ${p.name} a partir desta conversa.`,
  whyRecalled: (p) => `Eu me lembrei de: ${p.items.join('; ')}.`,
  whyRoute: (p) => `Escolhi este caminho: ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'As regras decidiram',
      grant: 'Um sim anterior cobre isto',
      yes: `Permitido por ${p.who}`,
      no: `Recusado por ${p.who}`,
      expired: 'Ninguém respondeu a tempo',
      withdrawn: 'A pergunta foi retirada',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'feito' : `falhou (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (regras: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `A resposta me pediu para fazer isto: ${p.names.join(', ')}.`,
  noConversation: () => 'Ainda não há nenhuma conversa aqui.',
};
