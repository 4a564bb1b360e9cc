import type { LineSecretAnswer, PhoneLine } from '../../../../protocol/telephone.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { SureButton } from '../../../shell/SureButton.tsx';
import { moment } from '../../../shell/times.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import type { TelephoneCalls } from './calls.ts';
import { dialectName } from './dialects.ts';
import { t } from './words/index.ts';

/** One line: what it is called, whose it is, and whether anything comes by it. */
export function LineRow(props: {
  calls: TelephoneCalls;
  line: PhoneLine;
  /** What the button is known by that opens the editor. */
  editor: (button: HTMLElement | null) => void;
  onEdit: () => void;
  onMade: (answer: LineSecretAnswer) => void;
  onGone: () => void;
}) {
  const { calls, line, editor, onEdit, onMade, onGone } = props;
  const { toasts, sites } = useInbox();
  const now = useApp().clock.value;
  const { id, name, number, siteId, dialect, lastHeardAt } = line;
  const site = sites.all.value.find(each => each.id === siteId)?.name ?? '';
  const hasSecret = dialect !== 'api' && dialect !== 'asterisk';
  return (
    <>
      <span class="settings-name">
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>
          {[number && <bdi dir="ltr">{number}</bdi>, <bdi>{site}</bdi>, dialectName(dialect)]
            .filter(Boolean)
            .map((each, at) => [at > 0 && ' · ', each])}
        </small>
        <small>{lastHeardAt === null ? t('neverHeard') : t('heardAt', { when: moment(lastHeardAt, now) })}</small>
      </span>
      <button ref={editor} type="button" class="btn" onClick={onEdit}>
        {shellText('edit')}
      </button>
      {hasSecret && (
        <SureButton
          label={t('newSecret')}
          warning={t('newSecretSure')}
          work={async () => onMade(await calls.renew(id))}
          toasts={toasts}
        />
      )}
      <SureButton
        label={shellText('remove')}
        warning={t('removeSure')}
        work={async () => {
          await calls.remove(id);
          onGone();
        }}
        toasts={toasts}
      />
    </>
  );
}
