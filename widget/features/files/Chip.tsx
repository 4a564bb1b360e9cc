import { isolatedName, shown } from '../../../protocol/turning.ts';
import type { Upload } from '../../../protocol/wire/uploads.ts';
import { fill } from '../../../protocol/words.ts';
import { laterWords, words } from '../../panel/language.ts';
import { desk } from '../../panel/site.ts';
import { fileSize } from './file-size.ts';
import { remove, retry } from './state.ts';

/** One on its way: how far it is, or why it goes no further. */
export function Chip({ upload }: { upload: Upload }) {
  const { id, size, sent, fileId, failure, isWaiting } = upload;
  const name = shown(upload.name);
  const t = words();
  const later: Partial<Record<string, string>> = laterWords() ?? {};
  const { maxBytes = 0, maxCount = 0 } = desk.now.site?.files ?? {};
  return (
    <li class="upload">
      <b dir="auto">{name}</b>
      <button type="button" aria-label={fill(later.remove ?? '', { name }, isolatedName)} onClick={() => remove(id)}>
        <i class="icon cross" />
      </button>
      {failure ? (
        <small class="why" role="alert">
          {fill(later[failure] ?? t.wrong, { size: fileSize(maxBytes), n: maxCount })}{' '}
          <button type="button" class="link" onClick={() => retry(id)}>
            {t.retry}
          </button>
        </small>
      ) : (
        <small>{isWaiting ? t.later : fileSize(size)}</small>
      )}
      {!fileId && !failure && <progress aria-label={name} max={size} value={sent} />}
    </li>
  );
}
