import { useState } from 'preact/hooks';
import { plainDigits } from '../../../../protocol/money.ts';
import type { Resource, ResourcesAnswer } from '../../../../protocol/staff.ts';
import { MAX_PLACES } from '../../../../protocol/staff-limits.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, SaveOrCancel } from '../../../shell/Submit.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useOpenRow } from '../../../shell/use-open-row.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { useShopTold } from '../../services/use-shop-told.tsx';
import type { StaffCalls } from '../calls.ts';
import { changesOf } from './typed.ts';
import { count, t } from './words/index.ts';

/** Rooms and chairs that there are few of; a shop that has enough of them needs none here. */
export function ResourceSection({ calls }: { calls: StaffCalls }) {
  const { http, toasts } = useInbox();
  const { answer, failure, load } = useAnswer<ResourcesAnswer>(calls.resources, [http]);
  useShopTold(load);
  const { openId, opener, open, close, adder } = useOpenRow();
  const form = (resource: Resource | null) => (
    <ResourceForm key={resource?.id ?? ''} calls={calls} resource={resource} onSaved={load} onDone={close} />
  );
  return (
    <section class="form" aria-label={t('rooms')}>
      <h2>{t('rooms')}</h2>
      <p class="hint">{t('roomsHint')}</p>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={1} />}
      {answer && answer.resources.length > 0 && (
        <ul class="settings-list">
          {answer.resources.map(resource => (
            <li key={resource.id}>
              {resource.id === openId ? (
                form(resource)
              ) : (
                <>
                  <span class="settings-name">
                    <b>
                      <bdi>{resource.name}</bdi>
                    </b>
                    <small>{resource.isActive ? count('places', resource.places) : t('outOfUse')}</small>
                  </span>
                  <button ref={opener(resource.id)} type="button" class="btn" onClick={() => open(resource.id)}>
                    {shellText('edit')}
                  </button>
                  {!resource.isActive && (
                    <SureButton
                      label={t('useRoomAgain')}
                      work={async () => {
                        await calls.changeResource(resource.id, resource.version, { isActive: true });
                        load();
                      }}
                      toasts={toasts}
                    />
                  )}
                  <SureButton
                    label={shellText('remove')}
                    warning={t('removeRoomSure')}
                    work={async () => {
                      const { outcome } = await calls.removeResource(resource.id);
                      if (outcome === 'archived') toasts.add(t('roomArchived'));
                      load();
                    }}
                    toasts={toasts}
                  />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {adder(t('addRoom'), '', () => form(null))}
    </section>
  );
}

function ResourceForm(props: {
  calls: StaffCalls;
  /** Null: a new one. */
  resource: Resource | null;
  onSaved: () => void;
  onDone: () => void;
}) {
  const { calls, resource, onSaved, onDone } = props;
  const [name, setName] = useState(resource?.name ?? '');
  const [places, setPlaces] = useState(String(resource?.places ?? 1));
  const [version, setVersion] = useState(resource?.version ?? 0);
  const [isStale, setStale] = useState(false);
  const form = useSubmit(async () => {
    setStale(false);
    const typed = { name: name.trim(), places: Number(plainDigits(places.trim() || '?')) };
    if (!typed.name) throw new ApiError('FIELD_REQUIRED', { name: 'FIELD_REQUIRED' });
    if (!(Number.isInteger(typed.places) && typed.places >= 1 && typed.places <= MAX_PLACES)) {
      throw new ApiError('FIELD_INVALID', { places: 'FIELD_INVALID' });
    }
    try {
      if (!resource) await calls.addResource(typed);
      else {
        const { name: before, places: placesBefore } = resource;
        await calls.changeResource(resource.id, version, changesOf({ name: before, places: placesBefore }, typed));
      }
    } catch (error) {
      if (codeOf(error) !== 'ALREADY_CLAIMED') throw error;
      const newest = (await calls.resources()).resources.find(each => each.id === resource?.id);
      if (!newest) throw new ApiError('NOT_FOUND');
      setVersion(newest.version);
      return setStale(true);
    }
    onSaved();
    onDone();
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <div class="pair">
        <TextField
          label={t('roomName')}
          isFocused
          maxLength={80}
          value={name}
          onValue={setName}
          problem={form.problemOf('name')}
        />
        <TextField
          label={t('howMany')}
          inputMode="numeric"
          maxLength={2}
          value={places}
          onValue={setPlaces}
          problem={form.problemOf('places', t('placesWanted'))}
        />
      </div>
      {isStale && <Problem text={t('changedMeanwhile')} />}
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
