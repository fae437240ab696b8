/** Portuguese: frequent words of chats, from which the language of a message is told. */

/** `small`: words that hold a sentence together; `common`: what chats are about. Separated by white space. */
export const portuguese = {
  small: `de a o que e do da em um para é com não nao uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou
ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter seus quem nas me
esse eles estão você voce vocês tinha foram essa num nem suas meu minha meus minhas às têm numa pelos elas havia seja
qual será nós tenho lhe deles essas esses pelas este dele tu te vos teu tua teus tuas nosso nossa esta estes estas aquele
aquela isto aquilo estou estamos estava sou somos são fui vou vai vamos vão ir fazer faço faz fazem fiz fez posso pode
podes podemos podem poderia consegue consigo quero quer queres queria temos tens preciso precisa porque porquê onde quanto
quanta quantos quantas quais agora hoje amanhã ontem sempre nunca bem mal obrigado obrigada olá ola oi bom boa dia tarde
noite tchau favor sim então assim aqui aí ali lá ainda tudo nada algo alguém ninguém cada outro outra outros mim comigo
contigo pra pro tá né cadê gente a gente dá num dum além apesar enquanto antes logo`,
  common: `ajuda ajudar ajude lembrar lembra lembre lembrete coisa coisas semana mês ano hora minutos amigo amiga trabalho
trabalhar casa carro dinheiro comprar comprei comer comida água telefone celular telemóvel computador tempo preço custa
barato hotel voo trem comboio passagem rua cidade escola mãe pai irmão irmã mulher marido filho filhos filha crianças
pessoas homem mundo pergunta resposta problema número nome palavra língua idioma procurar procura achar encontrar olha
abrir abre fechar começar mudar verificar consertar criar apagar lista primeiro último próxima próximo cedo longo
curto grande pequeno feliz desculpa desculpe livre ocupado cansado fome médico dentista livro filme música jogo jogar ver
ouvir falar entender entendi aprender amor gostaria gosto gostei acho sei sabe saber ligar reunião avise mande
manda enviar escreve escreva mensagem arquivo ficheiro código erro página projeto tarefa resumo segunda terça quarta quinta
sexta sábado domingo aniversário mesa restaurante leite ovos chove chover funciona disse feito ido sair
chegar cheguei explica explique traduz traduza conta parece menos igual melhor pior novo nova esqueci esquecer jantar
estar dar vir ficar trazer levar pagar conta cachorro cão gato muita muitos fica ficou deixa deixe vez vezes demais bastante`,
};
