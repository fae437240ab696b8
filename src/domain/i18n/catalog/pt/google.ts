/** Portuguese: connecting a Google account. */
import type { google as english } from '../en/google.ts';

const NO_CLIENT = {
  unreadable:
    'Não consigo ler isso como cliente. Envie todo o conteúdo do arquivo baixado, da primeira { até a última }, ou onde ele está: file:/caminho/client.json',
  'no-file': 'Não consigo abrir esse arquivo. Envie o caminho completo: file:/caminho/client.json',
  'no-client':
    'Isso não é um cliente OAuth. No console escolha «Criar cliente», tipo «App para computador», e envie o que você baixar lá.',
  redirect:
    'Esse cliente web não permite que o Google mande você de volta para esta máquina. Crie um cliente do tipo «App para computador» e envie esse.',
};

const NO_CONSENT = {
  'no-code':
    'Não há código nenhum aí. Envie o endereço completo que o navegador mostra depois de você aceitar; ele contém «code=».',
  other: 'Isso é de uma página mais antiga. Use o endereço que enviei por último.',
  denied: 'Você disse não na página do Google, então nada está conectado. /google começa de novo.',
  expired: 'O Google não aceita mais esse código. Aí vem um endereço novo.',
  client: 'O Google não conhece este cliente, ou não com este segredo. Baixe-o de novo e envie para mim.',
  incomplete: 'O Google não deu um acesso duradouro. Aceite mais uma vez; aí vem um endereço novo.',
};

const ASK = [
  'Para conectar sua conta do Google preciso de um cliente OAuth seu; leva uns cinco minutos:',
  '1. Crie um projeto: https://console.cloud.google.com/projectcreate',
  '2. Ative o que eu vou usar (Gmail, Calendar, Drive, Docs, Sheets, People): https://console.cloud.google.com/apis/library',
  '3. Configure a tela de consentimento, público «Externo», e publique o app; enquanto estiver só em teste, o Google encerra o acesso a cada sete dias: https://console.cloud.google.com/auth/audience',
  '4. Crie um cliente do tipo «App para computador» e baixe o JSON dele: https://console.cloud.google.com/auth/clients',
  '5. Envie o conteúdo desse arquivo, ou onde ele está na minha máquina: file:/caminho/client.json',
  'O que você enviar não fica na nossa conversa, e nenhum modelo de IA o lê. «cancelar» encerra isto, e meia hora de silêncio também.',
].join('\n');

/** The texts, by key. */
export const google: typeof english = {
  googleAskClient: () => ASK,
  googleClientKept: () => 'Ainda tenho o seu cliente do Google. O endereço para aceitar já vem.',
  googleReceived: () => 'Recebi, e não fica na nossa conversa. Um momento.',
  googleNoClient: (p) => NO_CLIENT[p.fault],
  googleAskConsent: (p) =>
    [
      'Abra este endereço e aceite:',
      p.url,
      'O Google avisa que não verificou o app: ele é seu, então escolha «Avançado» e continue. Se o navegador está na minha máquina, é só isso. Em outro aparelho a última página não vai abrir: copie o endereço completo dela e envie para mim.',
    ].join('\n\n'),
  googleNoConsent: (p) => NO_CONSENT[p.fault],
  googleConnected: (p) => `Google: ${p.account} está conectada. /google disconnect desconecta.`,
  googleDisconnecting: () => 'Estou encerrando o acesso.',
  googleDisconnected: (p) =>
    p.confirmed
      ? 'A conta do Google está desconectada: o Google encerrou o acesso, e tudo o que eu tinha foi apagado.'
      : 'Tudo o que eu tinha da conta do Google foi apagado, mas o Google não confirmou que o acesso terminou. Veja você mesmo: https://myaccount.google.com/connections',
  googleNone: () => 'Nenhuma conta do Google está conectada. /google conecta uma.',
  googleCancelled: () => 'Certo, nenhuma conta do Google será conectada.',
  googleNotAwaited: () =>
    'Nenhuma conta do Google está sendo conectada agora; não guardei nada disso. /google começa. Se você enviou algo secreto, apague sua mensagem.',
  googleNotHere: () => 'Só conecto uma conta do Google para o meu dono, no chat dele comigo, na página ou no Telegram.',
  googleTrouble: (p) =>
    p.isAway
      ? 'Não dá para alcançar o Google agora. Tente /google mais tarde.'
      : 'Não deu certo: o Google deu uma resposta que não posso usar. /google começa de novo.',
  googleEnded: (p) => `O Google encerrou o acesso a ${p.trouble}. /google conecta a conta de novo.`,
  googlePage: (p) =>
    p.isTaken
      ? 'Omega tem a sua resposta. Você pode fechar esta página e voltar ao chat.'
      : 'Esta página não é a que o Omega espera. Use o endereço que foi enviado por último.',
};
