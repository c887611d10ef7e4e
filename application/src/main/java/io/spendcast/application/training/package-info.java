/** Trains the candidates, judges them, looks for leaks, and records it all as a run. */
package io.spendcast.application.training;
