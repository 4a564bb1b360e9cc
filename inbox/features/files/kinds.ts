/** What files are called in a few words. */
import type { FileInfo } from '../../../protocol/files.ts';
import { shownName } from '../../shell/bidi.ts';
import { number } from '../../shell/locale.ts';
import { t } from './words/index.ts';

/** 1.2 MB, or kB where that would be nothing. */
export function fileSize(bytes: number): string {
  const isSmall = bytes < 100_000;
  const tenths = Math.round(bytes / (isSmall ? 100 : 100_000));
  return t(isSmall ? 'kilobytes' : 'megabytes', { n: number(tenths / 10) });
}

/** What stands for words where there are none: "Photo", or "File: prices.pdf". Empty: there are no files. */
export function filesText(files: readonly Pick<FileInfo, 'kind' | 'name'>[] = []): string {
  const [first] = files;
  if (!first) return '';
  return first.kind === 'image' ? t('photo') : t('fileOf', { name: shownName(first.name) });
}
