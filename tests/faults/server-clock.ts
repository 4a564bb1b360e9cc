/**
 * Loaded into a server process before Deskbell (`node --import`): its parent says by how many ms its clocks are wrong,
 * and may say so again at any time.
 */
const { now } = Date;
const passed = performance.now.bind(performance);
let wall = Number(process.env.CLOCK_SKEW_MS ?? 0);
let stopwatch = 0;

Date.now = () => now() + wall;
performance.now = () => passed() + stopwatch;

process.on('message', (skew: { wall?: number; stopwatch?: number }) => {
  wall = skew.wall ?? wall;
  stopwatch = skew.stopwatch ?? stopwatch;
  process.send?.('moved');
});
// The parent's ear is no reason to live on.
process.channel?.unref();
