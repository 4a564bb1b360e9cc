import { useEffect, useState } from 'preact/hooks';
import type { LostReason, Stage } from '../../../protocol/stages.ts';
import { useInbox, useMayAct } from '../../inbox.ts';
import { codeOf } from '../../shell/http.ts';
import { Menu } from '../../shell/Menu.tsx';
import { useActs } from '../../shell/use-acts.ts';
import { useAnswer } from '../../shell/use-answer.ts';
import { stageCalls } from './calls.ts';
import { LostDialog } from './LostDialog.tsx';
import { reasonText, stageName } from './names.ts';
import { t } from './words/index.ts';

/** Where somebody stands on the way to buying, and the way to move them. @param props.name what they are called */
export function StagePicker({ contactId, name }: { contactId: string; name: string }) {
  const { http, toasts, moved } = useInbox();
  const mayAct = useMayAct();
  const calls = stageCalls(http);
  const acts = useActs(toasts);
  const [losing, setLosing] = useState<Stage | null>(null);
  const { answer, change, load } = useAnswer(async () => {
    const [{ stages }, person] = await Promise.all([calls.settings(), calls.of(contactId)]);
    return { stages, person };
  }, [http, contactId]);
  useEffect(
    () =>
      moved.subscribe(news => {
        if (news?.contactId === contactId) load();
      }),
    [moved, contactId],
  );
  if (!answer) return null;
  const { stages, person } = answer;
  const own = stages.find(each => each.id === person?.stageId);
  const shown = own ? stageName(own) : person ? person.stageId : t('noStage');

  async function moveTo(stage: Stage, reason?: LostReason) {
    setLosing(null);
    await acts.run('move', async () => {
      try {
        const next = await calls.move(contactId, { stageId: stage.id, version: person?.version ?? 0, reason });
        change(now => ({ ...now, person: next }));
      } catch (error) {
        if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
        toasts.add(t('tookFaster', { name }), { tone: 'failed' });
        load();
      }
    });
  }
  return (
    <div class="stage-picker">
      <span>{t('stage')}</span>{' '}
      {mayAct ? (
        <Menu
          class="btn"
          label={t('stage')}
          button={<bdi>{shown}</bdi>}
          items={stages.map(stage => ({
            label: stageName(stage),
            isChecked: stage.id === person?.stageId,
            onPick() {
              if (stage.id === person?.stageId) return;
              if (stage.kind === 'lost') setLosing(stage);
              else void moveTo(stage);
            },
          }))}
        />
      ) : (
        <b>
          <bdi>{shown}</bdi>
        </b>
      )}
      {person?.reason && (
        <small>
          {' '}
          <bdi>{reasonText(person.reason)}</bdi>
        </small>
      )}
      {losing && (
        <LostDialog name={name} onSave={reason => void moveTo(losing, reason)} onClose={() => setLosing(null)} />
      )}
    </div>
  );
}
