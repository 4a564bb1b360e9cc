import { TextField } from '../../../shell/fields.tsx';
import { Icon } from '../../../shell/Icon.tsx';
import { t } from '../words/index.ts';
import type { TypedLine } from './typed.ts';

/** One thing that was bought: what, how many, for how much each. */
export function LineFields(props: {
  line: TypedLine;
  isFirst: boolean;
  isOnly: boolean;
  problemOf: (field: 'name' | 'quantity' | 'price') => string;
  onChange: (line: TypedLine) => void;
  onRemove: () => void;
}) {
  const { line, isFirst, isOnly, problemOf, onChange, onRemove } = props;
  return (
    <div class="purchase-line">
      <TextField
        label={t('what')}
        maxLength={200}
        data-first={isFirst || undefined}
        value={line.name}
        onValue={name => onChange({ ...line, name })}
        problem={problemOf('name')}
      />
      <TextField
        label={t('quantity')}
        inputMode="decimal"
        dir="ltr"
        maxLength={12}
        value={line.quantity}
        onValue={quantity => onChange({ ...line, quantity })}
        problem={problemOf('quantity')}
      />
      <TextField
        label={t('price')}
        inputMode="decimal"
        dir="ltr"
        maxLength={20}
        value={line.price}
        onValue={price => onChange({ ...line, price })}
        problem={problemOf('price')}
      />
      {!isOnly && (
        <button type="button" class="icon-btn" aria-label={t('removeLine', { what: line.name })} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </div>
  );
}
