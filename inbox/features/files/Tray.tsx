import './style.css';
import type { Upload } from '../../../protocol/wire/uploads.ts';
import { useInbox } from '../../inbox.ts';
import { shownName } from '../../shell/bidi.ts';
import { Icon } from '../../shell/Icon.tsx';
import { t as shellText } from '../../shell/words/index.ts';
import { failureText } from './failures.ts';
import { fileSize } from './kinds.ts';
import { t } from './words/index.ts';

/** Files on their way: those of a field, or of what waits to be sent. */
export function Tray({ owner, siteId }: { owner: string; siteId: string | undefined }) {
  const { files } = useInbox();
  const uploads = files.of(owner);
  if (uploads.length === 0) return null;
  const isForgetful = uploads.some(each => each.isForgetful && !each.fileId);
  return (
    <>
      <ul class="uploads">
        {uploads.map(upload => (
          <UploadRow key={upload.id} upload={upload} siteId={siteId} />
        ))}
      </ul>
      {isForgetful && (
        <p class="problem" role="alert">
          {t('unkept')}
        </p>
      )}
    </>
  );
}

function UploadRow({ upload, siteId }: { upload: Upload; siteId: string | undefined }) {
  const { files, sites } = useInbox();
  const { id, size, sent, fileId, failure, isWaiting } = upload;
  const name = shownName(upload.name);
  const rules = sites.all.value.find(site => site.id === siteId)?.files;
  return (
    <li class="upload">
      <b dir="auto">{name}</b>
      {failure ? (
        <small class="problem" role="alert">
          {failureText(failure, rules)}{' '}
          <button type="button" onClick={() => files.retry(id)}>
            {shellText('tryAgain')}
          </button>
        </small>
      ) : (
        <small>{isWaiting ? t('waits') : fileSize(size)}</small>
      )}
      {!fileId && !failure && <progress aria-label={t('uploading', { name })} max={size} value={sent} />}
      <button type="button" class="icon-btn" aria-label={t('remove', { name })} onClick={() => files.remove(id)}>
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}
