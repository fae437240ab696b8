/** Portuguese words of attempts to replace the instructions. */
import type { Language } from '../lexicon.ts';

export const portuguese: Language = {
  drop: 'ignore ignora ignorem ignorar ignorando esqueca esquece esquecam esquecer desconsidere desconsidera desconsiderar descarte descarta descartar desrespeite desobedeca desobedecer anule anula anular despreze contorne contornar sobrescreva substitua burle',
  follow:
    'lado conta siga segue sigas seguir seguindo obedeca obedecas obedecer obedecendo respeite respeitar cumpra cumprir atenda',
  negation: 'nao nunca jamais pare deixe sem mais',
  subject: 'eu ele ela eles nos',
  which:
    'qualquer quaisquer anterior anteriores previa previas previo previos toda todas todo todos tua tuas teu teus sua suas seu seus acima inicial iniciais original originais sistema atuais dadas recebidas recebeu deram dado',
  rules:
    'instrucao instrucoes regra regras diretriz diretrizes diretiva diretivas ordem ordens orientacao orientacoes indicacoes restricao restricoes prompt norma normas limitacao limitacoes comandos politicas',
  strong: [
    'ignore|ignora|esqueca|esquece|desconsidere tudo? o|que? que? esta|veio|foi? dito? acima|antes',
    'ignore|ignora|esqueca|esquece|desconsidere tudo o que te|lhe|voce|foi',
    'esqueca|esquece|ignore|ignora o que te|lhe _ disseram|disse|ensinaram|dito',
    'instrucoes|regras|normas|restricoes anteriores|previas|originais|iniciais? ja? nao _ validas|valem|aplicam|vigor',
    'suas|tuas instrucoes|regras|normas|restricoes ja? nao _ validas|valem|aplicam|vigor',
    'novas instrucoes|ordens|regras :',
    'prompt|mensagem|instrucoes do|de sistema :',
    'aja|atue|comporte|responda se? como se fosse|fosses|voce',
    'finja|finge|simule que voce? e|es|seja|tu',
    'finja|finge ser',
    'como se nao tivesse|tivesses nenhuma? regras|regra|limites|restricoes|restricao|filtros',
    'seu|teu|sua|tua novo|nova papel|funcao|identidade e',
    'revele|mostre|mostra|diga|repita|imprima|exiba me? o|seu|as|suas|teu|tuas _ prompt|instrucoes do|de|ocultas|secretas|iniciais sistema?',
    'voce|tu nao tem|tens mais? restricoes|limites|limitacoes|filtros|regras|nenhuma',
    'nao esta|estas mais limitado|sujeito|restrito|preso|vinculado|obrigado',
  ],
  weak: [
    'agora voce|tu e|es|sera',
    'voce|tu agora e|es|sera',
    'voce|tu e|es agora',
    'a partir de agora voce|tu|aja|responda|es|sera',
    'de agora em diante voce|tu|aja|responda|es|sera',
    'aja|atue|comporte|responda|responde se? como',
    'esqueca|esquece tudo',
    'novas instrucoes|regras|ordens',
    'sem|nenhuma restricao|restricoes|filtros|limites|limitacoes|censura|regras',
    'modo desenvolvedor|programador|deus|dan|administrador|root|jailbreak|depuracao',
    'jailbreak',
    'sou seu|teu|o criador|desenvolvedor|administrador|programador',
    'prompt do|de sistema',
    'deve|deves obedecer',
    'irrestrita|irrestrito',
  ],
};
