package io.spendcast.domain.feature;

import io.spendcast.domain.AsOfDate;
import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.SpendTarget;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the catalogue of features is made for.
 *
 * @param channels the retailer's channels
 * @param horizon the forecast window that season and label refer to
 * @param windows lengths in days of the trailing windows of spend and orders, ascending
 * @param categories the item categories of the product mix: the vocabulary, fixed before the last
 *     training as-of date; may be empty
 * @param inputs which features the models read
 * @param target what counts as spend; gross in what an older version wrote
 * @param chosenBefore the date before which the categories were chosen, if it is not the last
 *     training as-of date: those of the model in Production stay
 */
public record Catalogue(
    List<Channel> channels,
    Horizon horizon,
    List<Integer> windows,
    List<String> categories,
    Inputs inputs,
    SpendTarget target,
    Optional<AsOfDate> chosenBefore) {
  /** The windows unless told otherwise. */
  public static final List<Integer> WINDOWS = List.of(90, 365);

  /** Of what is bought, whether or not it comes back. */
  public Catalogue(
      List<Channel> channels,
      Horizon horizon,
      List<Integer> windows,
      List<String> categories,
      Inputs inputs) {
    this(channels, horizon, windows, categories, inputs, SpendTarget.GROSS);
  }

  /** With categories chosen before the last training as-of date. */
  public Catalogue(
      List<Channel> channels,
      Horizon horizon,
      List<Integer> windows,
      List<String> categories,
      Inputs inputs,
      SpendTarget target) {
    this(channels, horizon, windows, categories, inputs, target, Optional.empty());
  }

  /** Copies the lists without repetitions, and checks the windows. */
  public Catalogue {
    channels = channels.stream().distinct().toList();
    windows = windows.stream().sorted().distinct().toList();
    categories = categories.stream().distinct().toList();
    target = Objects.requireNonNullElse(target, SpendTarget.GROSS);
    chosenBefore = Objects.requireNonNullElse(chosenBefore, Optional.empty());
    if (windows.stream().anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException("windows must be at least 1 day long, not " + windows);
    }
  }

  /** Which features the models read; the table holds all of them in any case. */
  public enum Inputs {
    /** Those that measure as useful on planted data. */
    LEAN,
    /** The same, and what the model of buying says. */
    BTYD,
    /** All but those that would tell the length of the history. */
    ALL
  }
}
