/** Spanish: connecting a Google account. */
import type { google as english } from '../en/google.ts';

const NO_CLIENT = {
  unreadable:
    'No puedo leer eso como cliente. Envíame todo el contenido del archivo descargado, desde la primera { hasta la última }, o dónde está: file:/ruta/client.json',
  'no-file': 'No puedo abrir ese archivo. Envíame su ruta completa: file:/ruta/client.json',
  'no-client':
    'Eso no es un cliente de OAuth. En la consola elige «Crear cliente», tipo «App de escritorio», y envíame lo que descargues allí.',
  redirect:
    'Ese cliente web no permite que Google te devuelva a este equipo. Crea un cliente del tipo «App de escritorio» y envíame ese.',
};

const NO_CONSENT = {
  'no-code':
    'Ahí no hay ningún código. Envíame la dirección completa que muestra tu navegador después de aceptar; contiene «code=».',
  other: 'Eso es de una página anterior. Usa la dirección que envié en último lugar.',
  denied: 'Dijiste que no en la página de Google, así que no hay nada conectado. /google empieza de nuevo.',
  expired: 'Google ya no acepta ese código. Aquí viene una dirección nueva.',
  client: 'Google no conoce este cliente, o no con este secreto. Descárgalo otra vez y envíamelo.',
  incomplete: 'Google no ha dado un acceso duradero. Acepta otra vez; aquí viene una dirección nueva.',
};

const ASK = [
  'Para conectar tu cuenta de Google necesito un cliente de OAuth tuyo; se tarda unos cinco minutos:',
  '1. Crea un proyecto: https://console.cloud.google.com/projectcreate',
  '2. Activa lo que voy a usar (Gmail, Calendar, Drive, Docs, Sheets, People): https://console.cloud.google.com/apis/library',
  '3. Configura la pantalla de consentimiento, público «Externo», y publica la app; mientras solo esté en pruebas, Google corta el acceso cada siete días: https://console.cloud.google.com/auth/audience',
  '4. Crea un cliente del tipo «App de escritorio» y descarga su JSON: https://console.cloud.google.com/auth/clients',
  '5. Envíame el contenido de ese archivo, o dónde está en mi equipo: file:/ruta/client.json',
  'Lo que envíes no se queda en nuestra conversación, y ningún modelo de IA lo lee. «cancelar» termina esto, y media hora de silencio también.',
].join('\n');

/** The texts, by key. */
export const google: typeof english = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'Todavía tengo tu cliente de Google. Ahora viene la dirección donde aceptas.',
  googleReceived: () => 'Lo tengo, y no se queda en nuestra conversación. Un momento.',
  googleNoClient: (p) => NO_CLIENT[p.fault],
  googleAskConsent: (p) =>
    [
      'Abre esta dirección y acepta:',
      p.url,
      'Google avisa de que no ha revisado la app: es tuya, así que elige «Configuración avanzada» y continúa. Si el navegador está en mi equipo, eso es todo. En otro dispositivo la última página no se abrirá: copia su dirección completa y envíamela.',
    ].join('\n\n'),
  googleNoConsent: (p) => NO_CONSENT[p.fault],
  googleConnected: (p) => `Google: ${p.account} está conectada. /google disconnect la desconecta.`,
  googleDisconnecting: () => 'Estoy terminando el acceso.',
  googleDisconnected: (p) =>
    p.confirmed
      ? 'La cuenta de Google está desconectada: Google ha terminado el acceso y todo lo que yo tenía está borrado.'
      : 'Todo lo que tenía de la cuenta de Google está borrado, pero Google no ha confirmado que el acceso haya terminado. Compruébalo tú: https://myaccount.google.com/connections',
  googleNone: () => 'No hay ninguna cuenta de Google conectada. /google conecta una.',
  googleCancelled: () => 'De acuerdo, no se conecta ninguna cuenta de Google.',
  googleNotAwaited: () =>
    'Ahora mismo no se está conectando ninguna cuenta de Google; no he guardado nada de eso. /google empieza. Si enviaste algo secreto, borra tu mensaje.',
  googleNotHere: () =>
    'Solo conecto una cuenta de Google para mi dueño, en su propio chat conmigo, en la página o en Telegram.',
  googleTrouble: (p) =>
    p.isAway
      ? 'Ahora no se puede contactar con Google. Prueba /google más tarde.'
      : 'No ha funcionado: Google ha dado una respuesta que no puedo usar. /google empieza de nuevo.',
  googleEnded: (p) => `Google ha terminado el acceso a ${p.trouble}. /google vuelve a conectar la cuenta.`,
  googlePage: (p) =>
    p.isTaken
      ? 'Omega tiene tu respuesta. Puedes cerrar esta página y volver al chat.'
      : 'Esta página no es la que espera Omega. Usa la dirección que se envió en último lugar.',
};
