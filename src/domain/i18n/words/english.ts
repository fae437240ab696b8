/** English: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const english = {
  small: `the be to of and a an in that have it for not on with as you do at this but his by from they we say her she or
will my one all would there their what so up out if about who get which go me when make can like no just him know take
into your some could them see other than then now only come its over think also back after use two how our well
way even new want because any these give most us is are was were been being has had having does did doing done i am i'm
don't doesn't didn't can't cannot won't isn't aren't wasn't it's that's what's i've i'll i'd you're you've let's there's
should shall may might must please thanks thank hello hi hey yes yeah sure okay why where whose while before again
too very much many more here still yet really maybe something anything nothing everything someone anyone`,
  common: `good morning evening night today tomorrow yesterday week month year day time hour minutes friend help need tell
show send write read remind meeting call work job home house car money buy eat food coffee water phone computer
weather price cost cheap hotel flight train ticket street city school mother father brother sister wife husband child
children people man woman world question answer problem number name word language find look looking going made making
open close start stop change check fix update create delete list first last next late early long short big small
great nice bad happy sorry wrong right left free busy tired hungry doctor dentist book movie music game play watch
listen talk speak understand learn love feel try keep put bring leave stay wait until through between without under
often never always sometimes already every another same different better best enough around away down off monday
tuesday wednesday thursday friday saturday sunday unit per table restaurant birthday project task summary email message
file run error went gone took got said told asked could've sounds works broken doing quick`,
};
