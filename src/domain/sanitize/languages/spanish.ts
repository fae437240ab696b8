/** Spanish words of attempts to replace the instructions. */
import type { Language } from '../lexicon.ts';

export const spanish: Language = {
  drop: 'ignora ignorad ignore ignoren ignorar ignores ignorando olvida olvidad olvide olviden olvidar olvidate olvidese olvides descarta descarte descartar desestima desestime desatiende desatender omite omitir omita desobedece desobedecer desobedezca anula anule anular omiso sobrescribe sobrescribir saltate elude',
  follow:
    'lado cuenta sigas siga sigue seguir siguiendo obedezcas obedezca obedecer obedece respetes respete respetar cumplas cumpla cumplir caso',
  negation: 'no nunca jamas deja deje dejes sin',
  subject: 'yo el ella ellos nosotros',
  which:
    'cualquier cualesquiera anterior anteriores previa previas previo previos toda todas todo todos tu tus su sus arriba inicial iniciales original originales sistema actuales dadas recibidas recibiste dieron dado dijeron',
  rules:
    'instruccion instrucciones regla reglas directriz directrices directiva directivas orden ordenes indicacion indicaciones restriccion restricciones prompt pauta pautas norma normas limitacion limitaciones consigna consignas',
  strong: [
    'ignora|ignore|olvida|olvide|olvidate|descarta|descarte de? todo? lo anterior|previo',
    'olvida|olvide|ignora todo lo que te|le han|he|dije|dijeron|dijo|ordenaron|ensenaron',
    'olvida|olvidate|ignora|olvide|ignore de? lo que te|le _ dijeron|dijo|ensenaron|ordenaron|dicho',
    'instrucciones|reglas|normas|restricciones anteriores|previas|originales|iniciales? ya no _ validas|vigentes|aplican|valen|sirven',
    'tus instrucciones|reglas|normas|restricciones ya no _ validas|vigentes|aplican|valen|sirven',
    'nuevas instrucciones|ordenes|reglas :',
    'prompt|mensaje|instrucciones del? sistema :',
    'actua|comportate|responde como si fueras|fueses',
    'finge|simula que eres',
    'como si no tuvieras|tuvieses ninguna|ningun? reglas|regla|limites|limite|restricciones|restriccion|filtros|normas',
    'tu nuevo rol|papel|identidad es',
    'revela|muestra|muestrame|dime|repite|imprime|ensename|dame tu|el|tus|las _ prompt|instrucciones|mensaje del|de|ocultas|secretas|iniciales sistema?',
    'no tienes ninguna|ningun|mas? restriccion|restricciones|limites|limitaciones|filtros|reglas',
    'ya no estas|tienes _ limitado|limitada|sujeto|sujeta|restringido|atado|obligado|restricciones|limites|reglas',
  ],
  weak: [
    'ahora eres|seras',
    'eres ahora',
    'a partir de ahora eres|seras|actua|actuaras|responde|responderas|debes',
    'de|desde ahora en adelante eres|seras|actua|actuaras|responde|responderas|debes',
    'desde ahora eres|seras|actua|responde',
    'actua|actuaras|comportate|responde|contesta como',
    'olvida|olvidate|olvide de? todo',
    'nuevas instrucciones|reglas|ordenes',
    'sin|ninguna restriccion|restricciones|filtros|limites|limitaciones|censura|reglas',
    'modo desarrollador|dios|dan|administrador|root|jailbreak|depuracion',
    'jailbreak',
    'soy tu creador|desarrollador|administrador|programador',
    'prompt del? sistema',
    'debes obedecer|obedecerme',
    'ia|asistente _ malvada|libre|irrestricta|irrestricto',
  ],
};
