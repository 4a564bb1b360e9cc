import { useRef } from 'preact/hooks';
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import { useInbox } from '../../../inbox.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { Dialog } from '../../../shell/Dialog.tsx';
import { usePart } from '../../../shell/use-part.ts';
import { columnNames, shownColumns } from '../page/columns.ts';
import { t } from '../page/words/index.ts';

/** Which columns an agent wants to see, in whichever browser. They change at once. */
export function ColumnsDialog({ fields, onClose }: { fields: readonly ContactField[]; onClose: () => void }) {
  const { http, me, toasts } = useInbox();
  const chosen = usePart(() => me.value.peopleColumns, [me]);
  const saving = useRef(Promise.resolve());

  /** One after the other: the last choice is the one that stays. */
  function choose(peopleColumns: string[]) {
    me.value = { ...me.peek(), peopleColumns };
    saving.current = saving.current.then(() => http.patch<void>('me', { peopleColumns })).catch(toasts.fail);
  }
  return (
    <Dialog class="filter" title={t('columns')} onClose={onClose}>
      <div class="form">
        <Checks
          legend={t('columns')}
          options={columnNames(fields)}
          chosen={shownColumns(chosen, fields)}
          onChosen={choose}
        />
      </div>
    </Dialog>
  );
}
