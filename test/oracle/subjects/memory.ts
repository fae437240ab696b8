/** The part of memory. */
import { expect } from 'vitest';
import { isValidFact } from '../../../src/domain/memory/facts.ts';
import { onboardingStage } from '../../../src/domain/memory/onboarding.ts';
import { cutAtCharacter } from '../../../src/domain/memory/recall.ts';
import type { OracleCase, Subject } from '../subject.ts';

const valid = ({ args }: OracleCase): boolean => isValidFact(args[0] as string, args[1] as string);

export const subject: Subject = {
  functions: {
    is_valid_fact: isValidFact,
    compute_onboarding_stage: onboardingStage,
    truncate_brief_preview: (text: string, most: number) => {
      const characters = Array.from(text);
      return characters.length <= most
        ? text
        : cutAtCharacter(text, new TextEncoder().encode(characters.slice(0, most).join('')).length);
    },
  },
  deviations: {
    'is_valid_fact#442': (given) => expect(valid(given)).toBe(false),
    'is_valid_fact#443': (given) => expect(valid(given)).toBe(false),
    'is_valid_fact#449': (given) => expect(valid(given)).toBe(true),
  },
};
