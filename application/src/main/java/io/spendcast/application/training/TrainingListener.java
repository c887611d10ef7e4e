package io.spendcast.application.training;

/** Learns what a training is at. */
@FunctionalInterface
public interface TrainingListener {
  /** It begins with a step, such as {@code 5 of 11 random-forest}. */
  void begins(String step);
}
