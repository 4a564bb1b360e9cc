import { expect } from 'vitest';
import type { VisitorNews } from '../../protocol/visitor.ts';
import type { VisitorDialogue } from './app.ts';

/** A visitor's page as it follows its conversation: the number that it holds last, and what made it ask (SPEC W8). */
export class FollowingPage {
  readonly dialogue: VisitorDialogue;
  held = 0;
  /** Numbers of entries that told it that something lies before them. */
  readonly asked: number[] = [];

  constructor(dialogue: VisitorDialogue) {
    this.dialogue = dialogue;
    this.held = dialogue.welcome.entries.at(-1)?.seq ?? 0;
  }

  /** Takes in everything that came so far. */
  async follow(): Promise<void> {
    for (const news of await this.dialogue.rest()) this.take(news);
  }

  /** Sends a command, and takes its answer in after what came before it. */
  async ask(command: Parameters<VisitorDialogue['ask']>[0]): Promise<VisitorNews> {
    await this.follow();
    const answer = await this.dialogue.ask(command);
    expect(answer.type).toBe('ack');
    this.take(answer);
    return answer;
  }

  private take(news: VisitorNews): void {
    if ((news.type !== 'ack' && news.type !== 'entry.added') || !news.entry) return;
    const { previousSeq = news.entry.seq - 1 } = news;
    if (previousSeq > this.held) this.asked.push(news.entry.seq);
    this.held = Math.max(this.held, news.entry.seq);
  }
}
