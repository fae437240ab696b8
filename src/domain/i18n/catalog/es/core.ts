/** Spanish: answers to messages, failures, and the basic commands. */
import { duration, formatter } from '../../format.ts';
import { firstWord, gaveUpLines, helpLines, item, lines, partLine, wordFor, type FailedProvider } from '../../lines.ts';
import type { core as english } from '../en/core.ts';
import { reasons, states, summaries } from './words.ts';

const { count } = formatter('es');

const messages = (n: number) => count(n, 'mensaje', 'mensajes');

const gaveUp = (failed: readonly FailedProvider[]) =>
  gaveUpLines(failed, reasons, {
    none: 'No pude obtener una respuesta: no hay ningún modelo de IA configurado. Configura uno y reiníciame.',
    sorry: 'No pude obtener una respuesta, lo siento.',
    todo: 'Qué puedes hacer:',
  });

/** The texts, by key. */
export const core: typeof english = {
  ack: () => 'Recibido. Me pongo con ello en cuanto termine esta respuesta.',
  busy: (p) => `Todavía tengo ${messages(p.waiting)} por responder, dame un momento, por favor. No se pierde nada.`,
  refused: (p) =>
    `Lo siento, solo hablo con quien mi dueño ha autorizado. Tu identificador en ${p.channel} es ${p.sender}. ` +
    `Si eres el dueño, añádelo a ${p.setting} y reiníciame.`,
  gaveUp: (p) => gaveUp(p.failed),
  brokeOff: (p) => `(La respuesta se cortó aquí.)\n\n${gaveUp(p.failed)}`,
  tookTooLong: () =>
    'Tardé demasiado en responder. Inténtalo de nuevo; a veces las peticiones complejas necesitan un segundo intento.',
  wentWrong: () => 'Algo salió mal. Inténtalo de nuevo, por favor.',
  stopped: () => 'Parado.',
  nothingToStop: () => 'No hay nada que parar; no estoy escribiendo ninguna respuesta.',
  interrupted: () => '(Lo dejé aquí por tu nuevo mensaje.)',
  paused: () => 'En pausa. Guardo tus mensajes y los respondo después de /resume.',
  resumed: (p) =>
    p.waiting === 0 ? 'Ya estoy de vuelta.' : `Ya estoy de vuelta, con ${messages(p.waiting)} por responder.`,
  forgotten: () => 'Esta conversación queda cerrada; empezamos de nuevo.',
  nothingToForget: () => 'No hay nada que olvidar; esta conversación todavía está vacía.',
  unknownCommand: (p) => `No conozco /${firstWord(p.command)}. /help muestra lo que sé hacer.`,
  help: () => helpLines('Puedes escribirme sin más. Estos comandos también funcionan:', summaries),
  status: (p) =>
    lines(
      `Omega ${p.version}, en marcha desde hace ${duration(p.uptimeMs, ['d', 'h', 'min', 's'])}.`,
      p.trouble === '' ? '' : `Problema: ${p.trouble}`,
      ...p.providers.map((part) => `Modelo ${partLine(part, states)}`),
      ...p.channels.map((part) => `Canal ${partLine(part, states)}`),
      p.waiting === 0 ? 'No hay mensajes en espera.' : `En espera: ${messages(p.waiting)}.`,
    ),
  noted: () => 'Anotado.',
  noteUsage: () => 'Escribe lo que debo anotar, por ejemplo: /note comprar leche',
  recalled: (p) => [`Esto es lo que tengo sobre «${p.words}»:`, ...p.items.map((i) => item(i.when, i.text))].join('\n'),
  recallUsage: () => 'Escribe lo que debo buscar, por ejemplo: /recall leche',
  nothingFound: (p) => `No encontré nada sobre «${p.words}».`,
  whoami: (p) => `Eres ${p.name === '' ? p.sender : `${p.name} (${p.sender})`} en ${p.channel}, en el chat ${p.chat}.`,
  runs: (p) =>
    p.items.length === 0
      ? 'Todavía no he hecho nada aquí.'
      : ['Lo que hice últimamente:', ...p.items.map((i) => item(i.when, `${i.id} ${wordFor(states, i.status)}`))].join(
          '\n',
        ),
  why: (p) =>
    p.steps.length === 0
      ? 'Todavía no hay ninguna respuesta mía aquí.'
      : ['Así salió mi última respuesta:', ...p.steps.map((step, i) => `${i + 1}. ${step}`)].join('\n'),
  whyWrote: (p) => `Escribiste: «${p.text}»`,
  whyRead: (p) =>
    `Leí ${messages(p.messages)} (unos ${count(p.tokens, 'token', 'tokens')})` +
    `${p.dropped === 0 ? '' : ` y dejé fuera ${p.dropped}`}.`,
  whySanitised: (p) => `Neutralicé partes del texto: ${p.findings}.`,
  whyGaveUp: () => 'Ningún modelo pudo responder.',
  whyAnswered: (p) =>
    `${p.provider} (${p.model}) respondió en ${p.seconds} s: ${p.input} tokens leídos, ${p.output} escritos.`,
  whyRun: (p) => `Ejecución: ${p.id}`,
  channelOff: (p) =>
    `No recibo mensajes por ${p.channel}: el servicio ${reasons(p.code).reason}. ${p.todo ?? reasons(p.code).advice}`,
  mcpOff: (p) =>
    p.refused
      ? `No puedo usar las herramientas de «${p.server}»: rechaza las credenciales de mcp.json. Pon unas válidas y reiníciame.`
      : `No puedo usar las herramientas de «${p.server}»: no se encontró su programa. Corrige mcp.json y reiníciame.`,
  mcpSignIn: (p) =>
    p.scope === ''
      ? `No puedo usar las herramientas de «${p.server}» hasta que inicies sesión allí. Escribe «omega mcp login ${p.server}» en una terminal.`
      : `El servidor «${p.server}» quiere más permisos para esto (${p.scope}). Para darlos, escribe «omega mcp login ${p.server}» en una terminal.`,
  mcpWaiting: (p) =>
    `El servidor «${p.server}» ha cambiado sus herramientas; no uso estas hasta que estés de acuerdo: ${p.tools}. ` +
    `Mira qué ha cambiado con «omega mcp consent ${p.server}».`,
  channelOn: (p) => `Vuelvo a recibir mensajes por ${p.channel}.`,
  poisoned: () =>
    'No pude con tu último mensaje y lo he apartado; la culpa es mía. ' +
    'Dilo de otra forma, por favor. Los detalles quedan guardados para mi dueño.',
  offline: () =>
    'No hay ningún modelo de IA conectado, así que todavía no puedo pensar en esto; tu mensaje queda guardado. Para conectar ' +
    'uno, define ANTHROPIC_API_KEY, OPENAI_API_KEY, OPENROUTER_API_KEY o GEMINI_API_KEY, o arranca Ollama en este equipo, y reiníciame. ' +
    'Las notas ya funcionan: /note, /recall y /help.',
  emptyAnswer: () => 'El modelo dio una respuesta vacía. Pregunta otra vez, quizá con otras palabras.',
  declined: () => 'El modelo no quiso responder a esto. Puedes intentar decirlo de otra forma.',
  lengthReached: () => '(He llegado a la respuesta más larga que puedo dar. Escribe «sigue» para leer el resto.)',
  tooLarge: (p) =>
    `Tu mensaje es demasiado largo para mí: acepto hasta ${count(p.limit, 'carácter', 'caracteres')}. Envíalo por partes, por favor.`,
  emptyMessage: () => 'Por ahora solo sé leer texto, y en tu mensaje no había.',
  diskFull: () =>
    'El disco está lleno, así que no puedo recibir mensajes con seguridad. Libera espacio, por favor; luego sigo yo solo.',
  placeholder: () => '…',
  commandFailed: (p) => `✗ Esto no funcionó (${p.what}): ${p.reason}`,
  reasonIncomplete: () => 'le falta algo',
  reasonUnreadable: () => 'no entiendo uno de sus valores',
  reasonTooLong: () => 'es demasiado largo',
  policyBroken: (p) =>
    `Hay un error en un archivo de reglas: ${p.trouble}. Hasta que se corrija valen las reglas de antes; si no había ninguna, pregunto por todo. \`omega policy check\` lo muestra.`,
  databaseDamaged: (p) =>
    `Mi base de datos está dañada (${p.trouble}). Échale un vistazo pronto; hay una copia sana en la carpeta de copias de seguridad.`,
  filesFailed: () => '✗ No pude escribir los archivos para esto.',
  notConnectable: (p) => `Todavía no se puede conectar ${p.name} desde este chat.`,
  whyRecalled: (p) => `Recordé: ${p.items.join('; ')}.`,
  whyRoute: (p) => `Elegí este camino: ${p.way} (${p.reason}).`,
  whyTool: (p) => {
    const decision = {
      rules: 'Decidieron las reglas',
      grant: 'Lo cubre un sí anterior',
      yes: `Permitido por ${p.who}`,
      no: `Rechazado por ${p.who}`,
      expired: 'Nadie respondió a tiempo',
      withdrawn: 'La pregunta se retiró',
      '': '',
    }[p.decided];
    const outcome = `${p.tool}: ${p.error === '' ? 'hecho' : `falló (${p.error})`}, ${p.ms} ms.`;
    const rules = p.rules === '' ? '' : ` (reglas: ${p.rules})`;
    return decision === '' ? outcome : `${outcome} ${decision}${rules}.`;
  },
  whyCommands: (p) => `La respuesta me pidió hacer esto: ${p.names.join(', ')}.`,
  noConversation: () => 'Aquí todavía no hay ninguna conversación.',
};
