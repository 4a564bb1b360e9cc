/** fast-check, whose cases follow from the run's seed, as everything does here that goes by chance. */
import fc from 'fast-check';
import { seed } from './chance.ts';

fc.configureGlobal({ seed });

export default fc;
