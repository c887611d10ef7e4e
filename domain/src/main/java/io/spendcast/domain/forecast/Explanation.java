package io.spendcast.domain.forecast;

import java.util.List;

/**
 * Why a customer got a forecast, in money: the base, what each input adds, and what was cut off
 * below zero add up to the forecast.
 *
 * @param spend the forecast
 * @param base what the model says of somebody of whom nothing is known; the rounding of the model's
 *     library is in it, too
 * @param inputs what each input of the model adds, in their order
 * @param cut what is added to a forecast below zero to make it zero; 0 in others
 */
public record Explanation(double spend, double base, List<Share> inputs, double cut) {
  /** Copies the shares. */
  public Explanation {
    inputs = List.copyOf(inputs);
  }

  /**
   * What one input adds.
   *
   * @param input its name
   * @param value what it is of this customer, NaN if it is unknown
   * @param amount what that adds to the forecast, below zero if it takes away
   */
  public record Share(String input, double value, double amount) {}
}
