/** Short chat messages in every language, as people type them: without care for capitals, accents and punctuation. */
import type { Language } from '../../../../src/domain/i18n/languages.ts';

/** At least forty per language, one per line. */
export const SENTENCES: Readonly<Record<Language, string>> = {
  English: `Can you remind me to call the plumber tomorrow
whats the weather gonna be like on sunday
I forgot my keys at the office again
book a table for four at eight please
how long does it take to boil an egg
my laptop won't turn on since this morning
Send Maria the invoice from last month
is there a cheaper flight to Berlin
Please summarise the article below 🙂
why is the build failing on main
we're out of milk and bread
What did I tell you about the garden?
set an alarm for half past six
the dishwasher is leaking, who should I call
could you translate this into German
I'm feeling a bit under the weather
Add eggs to the shopping list
when does the next train leave
let's move the meeting to Thursday
don't forget the dentist appointment
give me three ideas for dinner tonight
How do I reset my router password?
that was really helpful, thank you
find me a good book about birds
where can I park near the station
my boss wants the report by noon
should we buy or rent a flat
I need a gift for my sister's wedding
turn this list into a table
what time is it in Tokyo now
check whether the server is still running
the kids have no school on Friday
write a short poem about autumn
Who won the game last night?
cancel my gym membership reminder
has the package been delivered yet
explain quantum computing like I'm five
it keeps raining and I have no umbrella
tell Pedro I will be ten minutes late
do you know any good jokes`,
  Spanish: `Recuérdame llamar al fontanero mañana por la tarde
que tiempo va a hacer el domingo
me olvidé las llaves en la oficina otra vez
reserva una mesa para cuatro a las ocho
cuanto tarda en hervir un huevo
mi portátil no enciende desde esta mañana
Envíale a María la factura del mes pasado
hay algún vuelo más barato a Berlín
Resume el artículo de abajo, por favor 🙂
por que falla la compilación en main
nos quedamos sin leche y sin pan
¿Qué te conté sobre el jardín?
pon una alarma a las seis y media
el lavavajillas pierde agua, a quién llamo
puedes traducir esto al alemán
hoy no me siento muy bien
Añade huevos a la lista de la compra
a qué hora sale el próximo tren
pasemos la reunión al jueves
no olvides la cita con el dentista
dame tres ideas para cenar esta noche
Cómo cambio la contraseña del router?
me sirvió mucho, muchas gracias
búscame un buen libro sobre pájaros
donde puedo aparcar cerca de la estación
mi jefe quiere el informe antes del mediodía
es mejor comprar o alquilar un piso
necesito un regalo para la boda de mi hermana
convierte esta lista en una tabla
qué hora es ahora en Tokio
mira si el servidor sigue funcionando
los niños no tienen clase el viernes
escribe un poema corto sobre el otoño
Quién ganó el partido anoche?
cancela el recordatorio del gimnasio
ya llegó el paquete que pedí
explícame la física cuántica como a un niño
no para de llover y no tengo paraguas
dile a Pedro que llego diez minutos tarde
conoces algún chiste que sea bueno`,
  Portuguese: `Me lembra de ligar para o encanador amanhã
como vai estar o tempo no domingo
esqueci as chaves no escritório de novo
reserva uma mesa para quatro às oito
quanto tempo demora para cozinhar um ovo
meu notebook não liga desde hoje de manhã
Manda para a Maria a fatura do mês passado
tem algum voo mais barato para Berlim
Resume o artigo abaixo, por favor 🙂
por que o build está falhando no main
acabou o leite e o pão
O que eu te contei sobre o jardim?
coloca um alarme para as seis e meia
a máquina de lavar está vazando, quem eu chamo
voce pode traduzir isso para o alemao
hoje não estou me sentindo muito bem
Adiciona ovos na lista de compras
que horas sai o próximo trem
vamos passar a reunião para quinta
não esquece a consulta com o dentista
me dá três ideias para o jantar
Como eu mudo a senha do roteador?
ajudou muito, muito obrigado
acha um livro bom sobre pássaros
onde posso estacionar perto da estação
meu chefe quer o relatório até meio-dia
é melhor comprar ou alugar um apartamento
preciso de um presente para o casamento da minha irmã
transforma essa lista em uma tabela
que horas são agora em Tóquio
vê se o servidor ainda está rodando
as crianças não têm aula na sexta
escreve um poema curto sobre o outono
Quem ganhou o jogo ontem?
cancela o lembrete da academia
o pacote que eu pedi já chegou
explica física quântica como se eu fosse criança
não para de chover e estou sem guarda-chuva
avisa o Pedro que vou chegar dez minutos atrasado
você conhece alguma piada boa`,
  French: `Rappelle-moi d'appeler le plombier demain
quel temps va-t-il faire dimanche
j'ai encore oublié mes clés au bureau
réserve une table pour quatre à huit heures
combien de temps faut-il pour cuire un œuf
mon portable ne s'allume plus depuis ce matin
Envoie à Marie la facture du mois dernier
il y a un vol moins cher pour Berlin
Résume l'article ci-dessous s'il te plaît 🙂
pourquoi la compilation échoue sur main
on n'a plus de lait ni de pain
Qu'est-ce que je t'ai dit sur le jardin ?
mets un réveil à six heures et demie
le lave-vaisselle fuit, qui dois-je appeler
tu peux traduire ça en allemand
je ne me sens pas très bien aujourd'hui
Ajoute des œufs à la liste de courses
a quelle heure part le prochain train
décalons la réunion à jeudi
n'oublie pas le rendez-vous chez le dentiste
donne-moi trois idées pour le dîner
Comment changer le mot de passe de la box ?
ça m'a beaucoup aidé, merci
trouve-moi un bon livre sur les oiseaux
ou est-ce que je peux me garer près de la gare
mon chef veut le rapport avant midi
vaut-il mieux acheter ou louer un appartement
il me faut un cadeau pour le mariage de ma sœur
transforme cette liste en tableau
quelle heure est-il maintenant à Tokyo
vérifie si le serveur tourne encore
les enfants n'ont pas école vendredi
écris un petit poème sur l'automne
Qui a gagné le match hier soir ?
annule le rappel pour la salle de sport
est-ce que le colis est déjà arrivé
explique la physique quantique comme à un enfant
il n'arrête pas de pleuvoir et je n'ai pas de parapluie
dis à Pierre que j'aurai dix minutes de retard
tu connais une bonne blague`,
  German: `Erinnere mich morgen daran, den Klempner anzurufen
wie wird das wetter am sonntag
ich hab schon wieder den Schlüssel im Büro vergessen
reserviere einen Tisch für vier um acht
wie lange braucht ein ei zum kochen
mein Laptop geht seit heute früh nicht mehr an
Schick Maria die Rechnung vom letzten Monat
gibt es einen günstigeren Flug nach Rom
Fass bitte den Artikel unten zusammen 🙂
warum schlägt der build auf main fehl
wir haben keine Milch und kein Brot mehr
Was habe ich dir über den Garten erzählt?
stell einen wecker auf halb sieben
die Spülmaschine leckt, wen rufe ich an
kannst du das ins Englische übersetzen
mir geht es heute nicht so gut
Setz Eier auf die Einkaufsliste
wann fährt der nächste Zug
lass uns das Treffen auf Donnerstag verschieben
vergiss den Termin beim Zahnarzt nicht
gib mir drei ideen fürs abendessen
Wie setze ich das Passwort vom Router zurück?
das hat mir sehr geholfen, danke
such mir ein gutes Buch über Vögel
wo kann ich in der nähe vom bahnhof parken
mein chef will den bericht bis mittag
sollen wir eine Wohnung kaufen oder mieten
ich brauche ein Geschenk für die Hochzeit meiner Schwester
mach aus dieser Liste eine Tabelle
wie spät ist es jetzt in Tokio
schau mal, ob der Server noch läuft
die Kinder haben am Freitag keine Schule
schreib ein kurzes Gedicht über den Herbst
Wer hat gestern das Spiel gewonnen?
lösch die erinnerung fürs fitnessstudio
ist das Paket schon angekommen
erklär mir Quantenphysik wie einem Kind
es regnet ständig und ich habe keinen Schirm
sag Peter, dass ich zehn Minuten später komme
kennst du einen guten Witz`,
  Italian: `Ricordami di chiamare l'idraulico domani
che tempo farà domenica
ho dimenticato di nuovo le chiavi in ufficio
prenota un tavolo per quattro alle otto
quanto ci vuole per cuocere un uovo
il mio portatile non si accende da stamattina
Manda a Maria la fattura del mese scorso
c'è un volo più economico per Berlino
Riassumi l'articolo qui sotto per favore 🙂
perche la build fallisce su main
abbiamo finito il latte e il pane
Che cosa ti ho detto del giardino?
metti la sveglia alle sei e mezza
la lavastoviglie perde, chi devo chiamare
puoi tradurre questo in tedesco
oggi non mi sento molto bene
Aggiungi le uova alla lista della spesa
a che ora parte il prossimo treno
spostiamo la riunione a giovedì
non dimenticare l'appuntamento dal dentista
dammi tre idee per la cena
Come cambio la password del router?
mi è stato molto utile, grazie
trovami un bel libro sugli uccelli
dove posso parcheggiare vicino alla stazione
il mio capo vuole la relazione entro mezzogiorno
conviene comprare o affittare un appartamento
mi serve un regalo per il matrimonio di mia sorella
trasforma questa lista in una tabella
che ore sono adesso a Tokyo
controlla se il server gira ancora
venerdì i bambini non hanno scuola
scrivi una breve poesia sull'autunno
Chi ha vinto la partita ieri sera?
cancella il promemoria della palestra
il pacco è già arrivato
spiegami la fisica quantistica come a un bambino
continua a piovere e non ho l'ombrello
di' a Pietro che arrivo con dieci minuti di ritardo
conosci qualche barzelletta divertente`,
  Dutch: `Herinner me eraan om morgen de loodgieter te bellen
wat voor weer wordt het zondag
ik heb mijn sleutels weer op kantoor laten liggen
reserveer een tafel voor vier om acht uur
hoe lang moet een ei koken
mijn laptop gaat sinds vanochtend niet meer aan
Stuur Maria de factuur van vorige maand
is er een goedkopere vlucht naar Berlijn
Vat het artikel hieronder even samen 🙂
waarom faalt de build op main
we hebben geen melk en brood meer
Wat heb ik je over de tuin verteld?
zet een wekker om half zeven
de vaatwasser lekt, wie moet ik bellen
kun je dit naar het Duits vertalen
ik voel me vandaag niet zo lekker
Zet eieren op het boodschappenlijstje
hoe laat vertrekt de volgende trein
laten we de vergadering naar donderdag verplaatsen
vergeet de afspraak bij de tandarts niet
geef me drie ideeën voor het avondeten
Hoe verander ik het wachtwoord van de router?
daar had ik veel aan, dank je wel
zoek een goed boek over vogels
waar kan ik parkeren bij het station
mijn baas wil het verslag voor twaalf uur
kunnen we beter een huis kopen of huren
ik zoek een cadeau voor de bruiloft van mijn zus
maak van deze lijst een tabel
hoe laat is het nu in Tokio
kijk even of de server nog draait
de kinderen hebben vrijdag geen school
schrijf een kort gedicht over de herfst
Wie heeft gisteren de wedstrijd gewonnen?
verwijder de herinnering voor de sportschool
is het pakketje al bezorgd
leg kwantumfysica uit alsof ik vijf ben
het blijft regenen en ik heb geen paraplu
zeg tegen Piet dat ik tien minuten later ben
ken je nog een goede mop`,
  Russian: `Напомни мне завтра позвонить сантехнику
какая погода будет в воскресенье
я опять забыл ключи на работе
закажи столик на четверых на восемь
сколько варить яйцо всмятку
мой ноутбук не включается с утра
Отправь Марии счёт за прошлый месяц
есть ли рейс в Берлин подешевле
Перескажи коротко статью ниже 🙂
почему падает сборка на main
у нас кончились молоко и хлеб
Что я тебе говорил про сад?
поставь будильник на полседьмого
посудомойка течёт, кому звонить
можешь перевести это на немецкий
сегодня мне как-то нехорошо
Добавь яйца в список покупок
когда уходит следующий поезд
давай перенесём встречу на четверг
не забудь про приём у зубного
подскажи три идеи для ужина
Как сбросить пароль на роутере?
это очень помогло, спасибо
найди мне хорошую книгу о птицах
где можно припарковаться у вокзала
начальник хочет отчёт к полудню
лучше купить или снять квартиру
нужен подарок на свадьбу сестры
сделай из этого списка таблицу
сколько сейчас времени в Токио
проверь, работает ли ещё сервер
у детей в пятницу нет школы
напиши короткое стихотворение про осень
Кто вчера выиграл матч?
отмени напоминание про спортзал
посылка уже пришла или нет
объясни квантовую физику как ребёнку
дождь не кончается, а зонта у меня нет
передай Пете, что я опоздаю на десять минут
знаешь какой-нибудь хороший анекдот`,
};
