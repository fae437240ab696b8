/** Language: detection, the question for help, names and sizes as people read them. */
import { expect } from 'vitest';
import { detectLanguage } from '../../../src/domain/i18n/detect.ts';
import { isHelpQuestion } from '../../../src/domain/i18n/help-question.ts';
import { escapeUnderscores } from '../../../src/domain/i18n/markdown.ts';
import { failureText, sizeText } from '../../../src/domain/i18n/texts.ts';
import { humanProject } from '../../../src/domain/projects/name.ts';
import type { Subject } from '../subject.ts';

const detected = (text: string) => detectLanguage(text).language;

/** This area's part. */
export const subject: Subject = {
  functions: {
    detect_language: detected,
    friendly_provider_error: (detail: string) => failureText(detail),
    whatsapp_help_intercept: isHelpQuestion,
    humanize_project_name: humanProject,
    escape_md_underscore: escapeUnderscores,
    format_bytes: (bytes: number) => sizeText(bytes),
  },
  deviations: {
    'detect_language#420': ({ args }) => expect(detected(String(args[0]))).toBe('English'),
  },
};
