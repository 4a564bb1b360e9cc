/**
 * Loaded into a server process before Deskbell (`node --import`): its parent says by how many ms its clocks are wrong, or
 * that its wall clock stands still, and may say so again at any time.
 */
const { now } = Date;
const passed = performance.now.bind(performance);
let wall = Number(process.env.CLOCK_SKEW_MS ?? 0);
let stopwatch = 0;
let heldAt: number | null = null;

Date.now = () => (heldAt ?? now()) + wall;
performance.now = () => passed() + stopwatch;

process.on('message', (skew: { wall?: number; stopwatch?: number; isHeld?: boolean }) => {
  wall = skew.wall ?? wall;
  stopwatch = skew.stopwatch ?? stopwatch;
  if (skew.isHeld !== undefined) heldAt = skew.isHeld ? now() : null;
  process.send?.('moved');
});
// The parent's ear is no reason to live on.
process.channel?.unref();
