package io.spendcast.bootstrap.settings.section;

/**
 * The search for hyperparameters.
 *
 * @param trials settings to try per learner; 0 for none
 * @param minutes after which no further trial begins
 * @param validationAsOfs how many of the training as-of dates trials are judged on
 */
public record TuningSection(int trials, double minutes, int validationAsOfs) {
  private static final int MOST = 1000;
  private static final int LONGEST = 10_080;

  /** Checks ranges. */
  public TuningSection {
    new Rules()
        .require(trials >= 0 && trials <= MOST, "trials", "be 0 to " + MOST, trials)
        .require(
            minutes > 0 && minutes <= LONGEST,
            "minutes",
            "be above 0 and at most " + LONGEST,
            minutes)
        .require(
            validationAsOfs >= 1 && validationAsOfs <= MOST,
            "validation-as-ofs",
            "be 1 to " + MOST,
            validationAsOfs)
        .check();
  }

  /** Whether anything is tried at all. */
  public boolean isOn() {
    return trials > 0;
  }
}
