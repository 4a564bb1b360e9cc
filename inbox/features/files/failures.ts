import type { FileSettings } from '../../../protocol/files.ts';
import { errorText } from '../../shell/errors.ts';
import { number } from '../../shell/locale.ts';
import { fileSize } from './kinds.ts';
import { t } from './words/index.ts';

/** Why a file is not taken, and what would be. @param rules what its site takes; null: nothing */
export function failureText(code: string, rules: FileSettings | null | undefined): string {
  switch (code) {
    case 'FILE_TOO_LARGE':
      return rules ? t('tooLarge', { size: fileSize(rules.maxBytes) }) : errorText(code);
    case 'FILES_TOO_MANY':
      return rules ? t('tooMany', { n: number(rules.maxCount) }) : errorText(code);
    case 'FILE_KIND':
      return t('wrongKind');
    case 'FILES_FULL':
      return t('full');
    case 'FILES_OFF':
      return t('off');
    case 'FILE_LOST':
    case 'FILE_UNKNOWN':
      return t('lost');
    default:
      return errorText(code);
  }
}
