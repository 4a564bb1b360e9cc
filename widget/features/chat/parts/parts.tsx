/** A message that is longer than one takes: by how much, and a way to send it all the same. A chunk of its own. */
import { Component, type RefObject } from 'preact';
import { fill } from '../../../../protocol/words.ts';
import { laterWords } from '../../../panel/language.ts';
import { inParts } from './cut.ts';

interface TooLongProps {
  field: RefObject<HTMLTextAreaElement>;
  /** UTF-16 units of a message. Handed over, since an import would keep all limits from being put in where they are used. */
  limit: number;
  /** Sends these in their order. */
  onSend(messages: string[]): void;
}

/** Says so above the field, for as long as it is so. */
export class TooLong extends Component<TooLongProps> {
  override componentDidMount() {
    const box = this.props.field.current!;
    const redraw = () => this.setState({});
    box.addEventListener('input', redraw);
    this.componentWillUnmount = () => box.removeEventListener('input', redraw);
  }

  override render({ field, limit, onSend }: TooLongProps) {
    // A field that was just drawn is not there yet; its draft is short, or asks for this again when it is sent.
    const text = field.current?.value.trim() ?? '';
    const n = text.length - limit;
    const isTooLong = n > 0;
    field.current?.setAttribute('aria-invalid', `${isTooLong}`);
    const t = laterWords();
    const parts = isTooLong ? inParts(text, limit) : [];
    return (
      <p class="bar" role="status">
        {t && isTooLong && (
          <>
            {fill(t.tooLong, { n })}{' '}
            <button type="button" class="link" onClick={() => onSend(parts)}>
              {fill(t.inParts, { n: parts.length })}
            </button>
          </>
        )}
      </p>
    );
  }
}
