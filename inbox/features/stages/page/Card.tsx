import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Stage, StageCard } from '../../../../protocol/stages.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { draggable } from '../../../shell/drag.ts';
import { Icon } from '../../../shell/Icon.tsx';
import { Link } from '../../../shell/Link.tsx';
import { Menu } from '../../../shell/Menu.tsx';
import { Pill } from '../../../shell/Pill.tsx';
import { duration, moment } from '../../../shell/times.ts';
import { nameOf } from '../../contacts/names.ts';
import { reasonText, stageName } from '../names.ts';
import { t } from './words/index.ts';

/** Somebody on the board, with what waits or was said last. */
export function Card(props: {
  card: StageCard;
  stages: readonly Stage[];
  mayMove: boolean;
  /** They were just moved by the menu: the focus goes with them. */
  isFocused: boolean;
  /** They could not be moved and are back. */
  isReturned: boolean;
  /** Whose they are is shown where everybody's are. */
  showsAgent: boolean;
  onMove: (card: StageCard, to: Stage, isByMenu: boolean) => void;
}) {
  const { card, stages, mayMove, isFocused, isReturned, showsAgent, onMove } = props;
  const { agents } = useInbox();
  const { contactId, agentId, stageId } = card.person;
  const [isDragged, setDragged] = useState(false);
  const element = useRef<HTMLLIElement>(null);
  useEffect(
    () => (mayMove && element.current ? draggable(element.current, contactId, setDragged) : undefined),
    [mayMove, contactId],
  );
  useLayoutEffect(() => {
    if (isFocused) element.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus();
  }, [isFocused]);
  const name = nameOf(card.contact);
  const agent = showsAgent ? agents.nameOf(agentId) : undefined;
  return (
    <li ref={element} class="stage-card" data-dragged={isDragged || undefined} data-returned={isReturned || undefined}>
      <Link to={{ kind: 'room', room: 'people', id: contactId }} draggable={false}>
        <bdi>{name}</bdi>
      </Link>
      {mayMove && (
        <Menu
          class="icon-btn"
          label={t('moveTo', { name })}
          button={
            <>
              <span class="sr-only">{t('moveTo', { name })}</span>
              <Icon name="more" />
            </>
          }
          items={stages.map(stage => ({
            label: stageName(stage),
            isChecked: stage.id === stageId,
            onPick: () => onMove(card, stage, true),
          }))}
        />
      )}
      <small>
        <LastWords card={card} />
        {agent && (
          <>
            {' · '}
            <bdi>{agent}</bdi>
          </>
        )}
      </small>
      {card.isSilent && <Pill tone="due">{t('writeAgain')}</Pill>}
    </li>
  );
}

/** Why they are lost, what waits for us, or the last words. */
function LastWords({ card: { person, talk, isSilent } }: { card: StageCard }) {
  const now = useApp().clock.value;
  if (person.reason) return <bdi>{reasonText(person.reason)}</bdi>;
  if (!talk) return <>{t('nothingSaid')}</>;
  if (talk.waitingSince !== null) return <>{t('waits', { time: duration(now - talk.waitingSince) })}</>;
  if (talk.callbackAt !== null) return <>{t('callback', { time: moment(talk.callbackAt, now) })}</>;
  if (isSilent) return <>{t('silentFor', { time: duration(now - talk.updatedAt) })}</>;
  return <bdi>{contained(talk.preview.text) || moment(talk.updatedAt, now)}</bdi>;
}
