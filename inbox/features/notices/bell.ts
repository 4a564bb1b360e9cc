/**
 * Rings the desk bell: two short tones with the overtones of a small brass bell, made by WebAudio, so that no file is
 * loaded. Browsers allow sound after the first click or key on the page; before that nothing is heard.
 */
const PARTIALS = [
  { ratio: 1, gain: 0.5, seconds: 0.9 },
  { ratio: 2.76, gain: 0.25, seconds: 0.5 },
  { ratio: 5.4, gain: 0.12, seconds: 0.25 },
];
const BASE_HZ = 1046.5;
const LOUDNESS = 0.25;
/** How long one ring is heard. */
const RING_MS = 1_100;

let audio: AudioContext | undefined;
let rungAt = -Infinity;

/** What calls while it is heard is told by it as well: a busy desk rings as one bell does. */
export function ringBell(): void {
  const now = performance.now();
  if (typeof AudioContext === 'undefined' || now - rungAt < RING_MS) return;
  rungAt = now;
  audio ??= new AudioContext();
  const context = audio;
  // Where sound is allowed only later, all that waited for it would be heard at once.
  void context.resume().then(() => performance.now() - now < RING_MS && strikeTwice(context));
}

function strikeTwice(context: AudioContext): void {
  for (const [index, delay] of [0, 0.18].entries()) strike(context, context.currentTime + delay, index === 0 ? 1 : 0.6);
}

function strike(context: AudioContext, at: number, strength: number): void {
  for (const { ratio, gain, seconds } of PARTIALS) {
    const tone = new OscillatorNode(context, { frequency: BASE_HZ * ratio });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(gain * strength * LOUDNESS, at);
    volume.gain.exponentialRampToValueAtTime(0.0001, at + seconds);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + seconds);
  }
}
