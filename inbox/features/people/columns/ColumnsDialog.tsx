import type { ContactField } from '../../../../protocol/contact-fields.ts';
import { useApp } from '../../../shell/app.ts';
import { Checks } from '../../../shell/Checks.tsx';
import { Dialog } from '../../../shell/Dialog.tsx';
import { prefer } from '../../../shell/prefs.ts';
import { usePart } from '../../../shell/use-part.ts';
import { columnNames, shownColumns } from '../page/columns.ts';
import { t } from '../page/words/index.ts';

/** Which columns this browser shows. They change at once. */
export function ColumnsDialog({ fields, onClose }: { fields: readonly ContactField[]; onClose: () => void }) {
  const { prefs } = useApp();
  const chosen = usePart(() => prefs.value.peopleColumns, [prefs]);
  return (
    <Dialog class="filter" title={t('columns')} onClose={onClose}>
      <div class="form">
        <Checks
          legend={t('columns')}
          options={columnNames(fields)}
          chosen={shownColumns(chosen, fields)}
          onChosen={columns => prefer(prefs, { peopleColumns: columns })}
        />
      </div>
    </Dialog>
  );
}
