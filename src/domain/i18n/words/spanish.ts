/** Spanish: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const spanish = {
  small: `de la que el en y a los se del las un por con no una su para es al lo como más mas o pero sus le ya este sí si
porque esta entre cuando muy sin sobre también tambien me hasta hay donde quien desde todo nos durante todos uno les ni
contra otros ese eso ante ellos e esto mí antes algunos qué que unos yo otro otras otra él tanto esa estos mucho
quienes nada muchos cual poco ella estar estas algunas algo nosotros mi mis tú te ti tu tus ellas vosotros os mío
estoy estás está estamos están estaba fue era ser soy eres somos son fui he has ha hemos han había tengo tienes tiene
tenemos tienen tenía hacer hago haces hace hacen puedo puedes puede podemos pueden podrías quiero quieres quiere voy vas
va vamos van cómo cuándo dónde cuál cuánto cuánta cuántos quién usted ustedes así aquí ahí allí ahora hoy mañana ayer
siempre nunca bien mal gracias hola favor vale bueno buenos buenas días tardes noches adiós según además aunque mientras
después luego casi solo sólo aún todavía cada mismo`,
  common: `necesito necesitas ayuda ayudes ayudas ayudar ayúdame dime dame cosa cosas semana mes año día hora minutos amigo amiga
trabajo casa coche dinero comprar comer comida agua teléfono ordenador computadora tiempo precio cuesta barato hotel
vuelo tren billete calle ciudad escuela madre padre hermano hermana mujer marido hijo hijos niños gente hombre mundo
pregunta respuesta problema número nombre palabra idioma buscar busca encontrar mira haz abrir abre cerrar empezar cambiar
revisar arreglar crear borrar lista primero último próxima próximo tarde temprano largo corto grande pequeño feliz
siento libre ocupado cansado hambre médico dentista libro película música juego jugar ver escuchar hablar entender
entiendo aprender amor quisiera gustaría gusta creo sé sabes saber puedas llamar llama reunión recordar recuérdame
recuerda avísame escribe envía mandar manda correo mensaje archivo código error página proyecto tarea resumen
lunes martes miércoles jueves viernes sábado domingo cumpleaños mesa restaurante noche leche huevos llueve
funciona dijo hecho hizo ido salir llegar llego explícame traduce cuéntame parece menos igual mejor peor nuevo nueva
acabo olvidé olvides quedamos cena comprado recordatorio cita mensajes pagar factura perro gato`,
};
