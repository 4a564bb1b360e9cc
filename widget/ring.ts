let audio: AudioContext | undefined;

/** A short desk bell of two tones, made on the spot: no file to fetch. Silent where the browser has heard no click yet. */
export function ring(): void {
  try {
    audio ??= new AudioContext();
    for (const [hertz, delay] of [
      [1319, 0],
      [1047, 0.14],
    ] as const) {
      const at = audio.currentTime + delay;
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      tone.frequency.value = hertz;
      gain.gain.setValueAtTime(0.12, at);
      gain.gain.exponentialRampToValueAtTime(1e-4, at + 0.6);
      tone.connect(gain).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.6);
    }
  } catch {
    // No sound here.
  }
}
