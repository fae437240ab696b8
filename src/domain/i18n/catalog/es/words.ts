/** Spanish: reasons, names of states, repeats, phases, and what each command does. */
import type { Reasons } from '../../lines.ts';
import type * as english from '../en/words.ts';

const reasonTable: typeof english.reasonTable = {
  'provider.rate_limited': {
    reason: 'me ha pedido ir más despacio',
    advice: 'Espera unos minutos y envíalo otra vez.',
  },
  'provider.overloaded': { reason: 'está saturado', advice: 'Espera unos minutos y envíalo otra vez.' },
  'provider.unreachable': { reason: 'no responde', advice: 'Revisa la red y la dirección del proveedor.' },
  'provider.stream_truncated': { reason: 'se cortó a la mitad', advice: 'Envíalo otra vez.' },
  'provider.stream_idle': { reason: 'se quedó callado a la mitad', advice: 'Envíalo otra vez.' },
  'provider.timeout': { reason: 'tardó demasiado', advice: 'Envíalo otra vez o pide menos de una vez.' },
  'provider.key_invalid': { reason: 'rechazó la clave', advice: 'Pon una clave válida y reiníciame.' },
  'provider.model_unknown': { reason: 'no conoce el modelo', advice: 'Elige un modelo que ofrezca y reiníciame.' },
  'provider.no_credit': { reason: 'se quedó sin saldo', advice: 'Recarga la cuenta o elige otro proveedor.' },
  'provider.request_invalid': { reason: 'rechazó la petición tal como está', advice: 'Intenta decirlo de otra forma.' },
  'provider.refused': { reason: 'no quiso responder a esto', advice: 'Intenta decirlo de otra forma.' },
  'provider.context_too_long': {
    reason: 'no puede leer una conversación tan larga',
    advice: 'Envía /forget para empezar de nuevo, o un mensaje más corto.',
  },
  'provider.over_budget': {
    reason: 'ha alcanzado el límite de gasto',
    advice: 'Escribe /approve para seguir hoy, o sube el límite.',
  },
  'provider.not_configured': {
    reason: 'no está configurado',
    advice: 'Añade sus ajustes o quítalo de la lista de proveedores.',
  },
  'channel.unreachable': { reason: 'no responde', advice: 'Sigo intentándolo.' },
  'channel.rate_limited': { reason: 'me ha pedido ir más despacio', advice: 'Sigo yo solo en cuanto pueda.' },
  'channel.token_invalid': { reason: 'rechazó el token', advice: 'Pon un token válido y reiníciame.' },
  'channel.conflict': {
    reason: 'ya lo usa otro programa con la misma cuenta',
    advice: 'Cierra el otro programa; vuelvo a intentarlo.',
  },
  'channel.not_configured': { reason: 'no está configurado', advice: 'Añade sus ajustes y reiníciame.' },
};

const TABLE: Readonly<Partial<Record<string, { reason: string; advice: string }>>> = reasonTable;

/** Words for every code. */
export const reasons: Reasons = (code) =>
  TABLE[code] ?? {
    reason: 'tuvo un problema que no pude resolver',
    advice: 'Prueba de nuevo más tarde; /status muestra cómo estoy.',
  };

/** States of providers, channels and runs. */
export const states: typeof english.states = {
  healthy: 'bien',
  limited: 'frenado',
  broken: 'con fallos',
  probing: 'probando de nuevo',
  connecting: 'conectando',
  online: 'conectado',
  off: 'apagado',
  backingOff: 'reintento en breve',
  loggedOut: 'sesión cerrada',
  conflicted: 'en uso por otro programa',
  misconfigured: 'mal configurado',
  running: 'en curso',
  done: 'hecho',
  refused: 'rechazado',
  cancelled: 'cancelado',
  failed: 'fallido',
};

/** Repeats of tasks. */
export const repeatWords: typeof english.repeatWords = {
  daily: 'todos los días',
  weekdays: 'de lunes a viernes',
  weekly: 'cada semana',
  monthly: 'cada mes',
  yearly: 'cada año',
};

/** Phases of a build. */
export const phases: typeof english.phases = {
  analyst: 'entendiendo lo que necesitas',
  architect: 'diseñando la arquitectura',
  'test-writer': 'escribiendo las pruebas',
  developer: 'escribiendo el código',
  qa: 'comprobando que funciona',
  reviewer: 'revisando el código',
  delivery: 'preparando la entrega',
};

/** What a cap on spending is about. */
export const caps: typeof english.caps = {
  day: 'en total',
  chat: 'para este chat',
  task: 'para esta tarea',
  heartbeat: 'para mis revisiones periódicas',
  provider: 'para este servicio de IA',
};

/** What each command does, as /help and the menus of chats show it. */
export const summaries: typeof english.summaries = {
  help: 'mostrar lo que sé hacer',
  stop: 'parar la respuesta que estoy escribiendo',
  pause: 'recibir mensajes sin responder por ahora',
  resume: 'continuar después de /pause',
  forget: 'cerrar esta conversación y empezar de nuevo',
  status: 'mostrar cómo estoy',
  note: 'guardar una nota',
  recall: 'buscar en notas y mensajes anteriores',
  whoami: 'mostrar quién eres para mí',
  runs: 'listar lo que hice últimamente',
  why: 'mostrar cómo salió la última respuesta',
  memory: 'mostrar cuánto recuerdo',
  history: 'mostrar nuestras últimas conversaciones',
  facts: 'mostrar lo que sé de ti',
  purge: 'olvidar todo lo que sé de ti',
  tasks: 'listar tus tareas y recordatorios',
  task: 'pausar, reanudar, posponer o cambiar una tarea',
  cancel: 'cancelar una tarea',
  language: 'mostrar o cambiar mi idioma',
  personality: 'mostrar o cambiar mi forma de hablar',
  skills: 'listar mis habilidades',
  projects: 'listar tus proyectos',
  project: 'cambiar a un proyecto o salir de él',
  heartbeat: 'mostrar lo que estoy vigilando',
  learning: 'mostrar lo que he aprendido',
  token: 'mostrar lo larga que es esta conversación',
  context: 'mostrar lo que envío al modelo',
  setup: 'prepararme para tu trabajo',
  google: 'conectar tu cuenta de Google',
  whatsapp: 'conectar WhatsApp',
  model: 'mostrar o elegir el modelo de IA',
  usage: 'mostrar lo que han costado los modelos',
  approve: 'permitir lo que pido, o seguir más allá del límite de gasto',
  deny: 'rechazar lo que pido',
  answer: 'responder a una pregunta mía',
  approvals: 'lo que espera tu respuesta',
};
