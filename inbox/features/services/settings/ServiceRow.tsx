import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Service } from '../../../../protocol/services.ts';
import { useInbox } from '../../../inbox.ts';
import { draggable, dropTarget } from '../../../shell/drag.ts';
import { ROOT } from '../../../shell/root.ts';
import { SureButton } from '../../../shell/SureButton.tsx';
import { t as shellText } from '../../../shell/words/index.ts';
import type { ServiceCalls } from '../calls.ts';
import { serviceFacts, serviceName } from './text.ts';
import { t } from './words/index.ts';

/** One service of the list: what it is, and where it stands. */
export function ServiceRow(props: {
  calls: ServiceCalls;
  service: Service;
  currency: string;
  locale: string;
  /** Buttons that move it; null: it stands in no order. */
  movers: ComponentChildren;
  /** What the button is known by that opens the editor. */
  editor: (button: HTMLElement | null) => void;
  onEdit: () => void;
  /** Another one was dropped here; null: none may be. */
  onDrop: ((id: string) => void) | null;
  onSaved: (service: Service) => void;
  onGone: () => void;
}) {
  const { calls, service, currency, locale, movers, editor, onEdit, onDrop, onSaved, onGone } = props;
  const { toasts } = useInbox();
  const { id, pictureId, version, isActive } = service;
  const [isDragged, setDragged] = useState(false);
  const [isOver, setOver] = useState(false);
  const element = useRef<HTMLLIElement>(null);
  const dropped = useRef(onDrop);
  dropped.current = onDrop;
  useEffect(() => {
    if (!isActive || !element.current) return;
    const ends = [
      draggable(element.current, id, setDragged),
      dropTarget(element.current, { over: setOver, drop: other => dropped.current?.(other) }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, [id, isActive]);
  return (
    <li ref={element} data-dragged={isDragged || undefined} data-over={isOver || undefined}>
      {pictureId && <img class="service-picture" src={`${ROOT}v1/services/pictures/${pictureId}`} alt="" />}
      <span class="settings-name">
        <b>
          <bdi>{serviceName(service, locale)}</bdi>
        </b>
        <small>
          {serviceFacts(service, currency).map((fact, at) => [at > 0 && ' · ', <bdi key={at}>{fact}</bdi>])}
        </small>
      </span>
      {movers}
      <button ref={editor} type="button" class="btn" onClick={onEdit}>
        {shellText('edit')}
      </button>
      {!isActive && (
        <SureButton
          label={t('useAgain')}
          work={async () => onSaved(await calls.change(id, version, { isActive: true }))}
          toasts={toasts}
        />
      )}
      <SureButton
        label={shellText('remove')}
        warning={t('removeSure')}
        work={async () => {
          const { outcome } = await calls.remove(id);
          if (outcome === 'archived') toasts.add(t('wasArchived'));
          onGone();
        }}
        toasts={toasts}
      />
    </li>
  );
}
