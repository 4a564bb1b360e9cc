import { Component } from 'preact';
import type { QueuePlace } from '../../../protocol/queue.ts';
import type { LaterMessages } from '../../i18n/index.ts';
import { chat } from '../chat/state.ts';
import { isWorthSaying, queueText } from './queue-text.ts';

/** What screen readers were told last, over all times that the line was shown. */
let said = { text: '', at: Number.NEGATIVE_INFINITY };

/** Where the visitor stands. Its steps are told aloud in the panel's own quiet voice, no oftener than they are worth it. */
export class Queue extends Component<{ queue: QueuePlace; later: LaterMessages }> {
  override componentDidMount() {
    this.say();
  }

  override componentDidUpdate() {
    this.say();
  }

  private say() {
    const { queue, later } = this.props;
    const text = queueText(queue, later);
    if (!isWorthSaying(text, queue, said, Date.now())) return;
    said = { text, at: Date.now() };
    chat.change({ announced: text });
  }

  override render() {
    const { queue, later } = this.props;
    return queueText(queue, later);
  }
}
