import { useId, useState } from 'preact/hooks';
import { acceptOf, PICTURE_BYTES } from '../../../../protocol/file-kinds.ts';
import type { Service } from '../../../../protocol/services.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { codeOf } from '../../../shell/http.ts';
import { ROOT } from '../../../shell/root.ts';
import { Problem } from '../../../shell/Submit.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import type { ServiceCalls } from '../calls.ts';
import { t } from './words/index.ts';

/** The picture of a service; it is kept at once. */
export function PictureField(props: { calls: ServiceCalls; service: Service; onPicture: (service: Service) => void }) {
  const { calls, service, onPicture } = props;
  const { toasts } = useInbox();
  const [pictureId, setPictureId] = useState(service.pictureId);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const problemId = `${useId()}-problem`;

  function keep(next: Service) {
    setPictureId(next.pictureId);
    onPicture(next);
  }
  async function send(input: HTMLInputElement) {
    const [file] = input.files ?? [];
    // The same one may be chosen again.
    input.value = '';
    if (!file || isBusy) return;
    if (file.size > PICTURE_BYTES) return setProblem(t('pictureWanted'));
    setBusy(true);
    setProblem('');
    try {
      keep(await calls.setPicture(service.id, file));
    } catch (error) {
      const code = codeOf(error);
      const isOfFile = code === 'FILE_KIND' || code === 'FRAME_TOO_LARGE';
      setProblem(isOfFile ? t('pictureWanted') : errorText(code));
    } finally {
      setBusy(false);
    }
  }
  return (
    <fieldset>
      <legend>{t('picture')}</legend>
      {pictureId && <img class="service-picture is-large" src={`${ROOT}v1/services/pictures/${pictureId}`} alt="" />}
      <label class="choose-picture btn is-start" aria-disabled={isBusy}>
        {t('pictureChoose')}
        <input
          type="file"
          class="sr-only"
          accept={acceptOf(['image'])}
          aria-invalid={problem ? true : undefined}
          aria-describedby={problemId}
          onChange={event => void send(event.currentTarget)}
        />
      </label>
      <Problem id={problemId} text={problem} />
      {pictureId && (
        <SureButton
          label={t('pictureRemove')}
          work={async () => keep(await calls.dropPicture(service.id))}
          toasts={toasts}
        />
      )}
    </fieldset>
  );
}
