let audio: AudioContext | undefined;

/** A short desk bell of two tones, made on the spot: no file to fetch. Silent where the browser has heard no click yet. */
export function ring(): void {
  try {
    audio ??= new AudioContext();
    let at = audio.currentTime;
    for (const hertz of [1319, 1047]) {
      const tone = audio.createOscillator();
      const gain = audio.createGain();
      tone.frequency.value = hertz;
      gain.gain.value = 0.12;
      // Down to a thousandth when it stops.
      gain.gain.setTargetAtTime(0, at, 0.085);
      tone.connect(gain).connect(audio.destination);
      tone.start(at);
      tone.stop(at + 0.6);
      at += 0.14;
    }
  } catch {
    // No sound here.
  }
}
