import { TextField } from '../../../shell/fields.tsx';

/** A whole number, from 1 unless it says otherwise. */
export function NumberField(props: {
  label: string;
  min?: number;
  max: number;
  value: number;
  onValue: (value: number) => void;
  problem: string;
}) {
  const { value, onValue, min = 1, max, ...rest } = props;
  return (
    <TextField
      {...rest}
      type="number"
      min={min}
      max={max}
      dir="ltr"
      value={String(value)}
      onValue={text => onValue(Math.round(Number(text)))}
    />
  );
}
