/** What is to happen, in the order of its time; of two at once the one that was planned first. */
export class Agenda {
  private readonly plans: { at: number; n: number; act: () => Promise<void> }[] = [];
  private planned = 0;

  add(at: number, act: () => Promise<void>): void {
    this.planned += 1;
    const plan = { at, n: this.planned, act };
    const place = this.plans.findIndex(each => each.at > at);
    if (place < 0) this.plans.push(plan);
    else this.plans.splice(place, 0, plan);
  }

  /** @returns what comes next before a time; undefined: nothing does */
  next(before: number): { at: number; act: () => Promise<void> } | undefined {
    return this.plans[0] && this.plans[0].at < before ? this.plans.shift() : undefined;
  }
}
