/** Spanish: language, manner, memory, projects, skills, models, hints, and small talk. */
import { formatter } from '../../format.ts';
import { OWN_NAMES } from '../../languages.ts';
import { after, remark, variant } from '../../lines.ts';
import type { state as english } from '../en/state.ts';

const { count, form, list, money, number } = formatter('es');

/** The texts, by key. */
export const state: typeof english = {
  nudge15: (p) =>
    variant(
      [
        'Déjame pensarlo un poco… 🧠',
        'Dame un momento, estoy en ello… 🔍',
        'Buena pregunta, voy a mirarlo… 🤔',
        'Trabajando en ello… ⚙️',
        'Un momento, quiero hacerlo bien… 🎯',
        'Estoy juntando las piezas… 🧩',
        'Espera un poco, estoy investigando… ⛏️',
        'Esto merece que lo mire con calma… 👀',
        'Deja que te lo ordene… 📚',
        'Voy con ello, vuelvo enseguida… 🚀',
      ],
      p.variant,
    ),
  stillWorking: (p) =>
    variant(
      [
        'Sigo en ello ⏳',
        'Tarda un poco más, pero ya va saliendo… 🛠️',
        'Sigo trabajando, gracias por esperar… 🙏',
        'Todavía no he terminado, pero avanzo… 🚶',
        'Esto tiene más miga de lo que pensaba; sigo en ello… 🔎',
        'Aquí sigo, todavía con lo tuyo… 💪',
      ],
      p.variant,
    ),
  languageSet: () => '✓ A partir de ahora te hablo en español.',
  languageUsage: (p) => `Contigo hablo: ${p.current}. Para cambiarlo, escribe por ejemplo: /language inglés`,
  languageUnknown: (p) => `Todavía no hablo «${p.name}». Hablo ${list(Object.values(OWN_NAMES))}.`,
  personalitySet: (p) => `✓ A partir de ahora hablo así: ${p.text}`,
  personalityReset: () => '✓ Vuelvo a hablar como siempre.',
  personalityShow: (p) => `Así hablo contigo: ${p.text}\nCon /personality reset vuelvo a hablar como siempre.`,
  personalityNone: () => 'Hablo como siempre. Para cambiarlo, escribe por ejemplo: /personality breve y directo',
  factsEmpty: () => 'Todavía no sé nada de ti. Cuéntame algo y lo recordaré.',
  factsHeader: () => 'Esto es lo que sé de ti:',
  factsPurged: (p) =>
    p.count === 0 ? 'No había nada que olvidar.' : `✓ He olvidado ${count(p.count, 'cosa', 'cosas')} que sabía de ti.`,
  factNote: (p) => remark([p.project === '' ? '' : `proyecto ${p.project}`, p.sensitive ? 'confidencial' : '']),
  factForgotten: (p) => `✓ He olvidado «${p.key}».`,
  memoryCounts: (p) =>
    [
      'Lo que recuerdo:',
      `- ${count(p.conversations, 'conversación', 'conversaciones')}`,
      `- ${count(p.messages, 'mensaje', 'mensajes')}`,
      `- ${count(p.facts, 'dato', 'datos')} sobre ti`,
      `- ${count(p.lessons, 'lección aprendida', 'lecciones aprendidas')}`,
      `- ${count(p.tasks, 'tarea pendiente', 'tareas pendientes')}`,
    ].join('\n'),
  historyHeader: () => 'Nuestras últimas conversaciones:',
  historyEmpty: () => 'Todavía no hemos terminado ninguna conversación.',
  historyNoSummary: () => '(sin resumen)',
  projectActive: (p) => `✓ El proyecto «${p.name}» está activo.`,
  projectOff: (p) => `✓ Hemos salido del proyecto «${p.name}».`,
  projectNone: () => 'No hay ningún proyecto activo. /projects muestra los que hay.',
  projectUnknown: (p) =>
    `No conozco ningún proyecto «${p.name}».${p.known.length === 0 ? '' : ` Los que hay: ${list(p.known)}.`}`,
  projectGreeting: (p) => `Hola, soy *Omega ${p.name}*, ¿en qué puedo ayudarte?`,
  projectsEmpty: () => 'Todavía no hay proyectos. Cuéntame en qué trabajas y preparo uno con /setup.',
  projectsHeader: () => 'Tus proyectos (con /project y un nombre cambias a uno):',
  skillsEmpty: () => 'Todavía no tengo habilidades instaladas.',
  skillsHeader: () => 'Mis habilidades:',
  skillMissing: (p) => `falta: ${list(p.names)}`,
  skillImproved: (p) => `✓ He mejorado mi habilidad «${p.skill}».`,
  skillImproveFailed: (p) => `✗ No pude mejorar mi habilidad «${p.skill}»: ${p.reason}`,
  learningEmpty: () => 'Todavía no he aprendido nada. Ya llegará cuando trabajemos juntos.',
  learningRules: () => 'Reglas que sigo:',
  learningOutcomes: () => 'Lo que funcionó y lo que no:',
  bugLogged: () => '✓ Gracias, lo he apuntado como un error.',
  usageHeader: () => 'Lo que han gastado los modelos:',
  usageLine: (p) =>
    `- ${p.provider}: ${count(p.calls, 'llamada', 'llamadas')}, ${count(p.tokens, 'token', 'tokens')}` +
    after(', ', p.cost === null ? 'coste desconocido' : money(p.cost)),
  capReached: (p) => {
    const cap = {
      chat: 'Se ha alcanzado el límite de hoy de esta conversación',
      task: 'Se ha alcanzado el límite de hoy de esta tarea',
      heartbeat: 'Se ha alcanzado el límite de hoy para vigilar por mi cuenta',
      provider: `Se ha alcanzado el límite de hoy de ${p.provider}`,
    }[p.scope];
    const amount = p.unit === 'cost' ? money(p.spent) : number(p.spent);
    const limit = p.unit === 'cost' ? money(p.limit) : count(p.limit, 'token', 'tokens');
    return `${cap ?? 'Se ha alcanzado el límite de hoy de todos los modelos'}: ${amount} de ${limit}.`;
  },
  modelShow: (p) => `Uso ${p.model}.\nPruebo estos servicios por orden: ${p.chain.join(' → ')}`,
  modelSet: (p) => `✓ A partir de ahora uso ${p.model}.`,
  welcome: () =>
    'Hola, soy *Omega*, tu asistente personal 👋\n' +
    'Respondo preguntas, recuerdo lo que te importa, te aviso a tiempo y hago trabajo de verdad en este equipo.\n' +
    'Antes de empezar: ¿cómo te llamas y a qué te dedicas?',
  hintHelp: () => '💡 /help muestra todo lo que sé hacer.',
  hintPersonality: () => '💡 Puedes elegir cómo te hablo, por ejemplo: /personality breve y directo',
  hintTasks: () => '💡 /tasks muestra todas tus tareas y recordatorios, y /cancel quita una.',
  hintProjects: () => '💡 Si trabajas en varias cosas, los proyectos las mantienen separadas: /projects los muestra.',
  justNow: () => 'ahora mismo',
  agoMinutes: (p) => `hace ${count(p.n, 'minuto', 'minutos')}`,
  agoHours: (p) => `hace ${count(p.n, 'hora', 'horas')}`,
  agoDays: (p) => (p.n === 1 ? 'ayer' : `hace ${number(p.n)} ${form(p.n, 'día', 'días')}`),
  skillUnknown: (p) => `No tengo ninguna habilidad «${p.name}». /skills muestra las que tengo.`,
  whyCost: (p) =>
    `Hicieron falta ${count(p.calls, 'llamada', 'llamadas')} a un modelo: ${p.cost === null ? 'coste desconocido' : money(p.cost)}.`,
  tokenReport: (p) =>
    `Esta conversación: ${count(p.messages, 'mensaje', 'mensajes')}, unos ${number(p.conversation)} tokens. Con lo demás que le digo al modelo (${number(p.system)}): ${number(p.system + p.conversation)}.`,
  contextReport: (p) =>
    ['Lo que le digo al modelo, en tokens:', ...p.parts.map((part) => `- ${part.name}: ${number(part.tokens)}`)].join(
      '\n',
    ),
  approved: () => '✓ Gracias, hoy sigo por encima del límite de gasto.',
};
