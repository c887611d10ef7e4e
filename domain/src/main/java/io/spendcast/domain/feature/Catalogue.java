package io.spendcast.domain.feature;

import io.spendcast.domain.Horizon;
import io.spendcast.domain.sales.Channel;
import java.util.List;

/**
 * What the catalogue of features is made for.
 *
 * @param channels the retailer's channels
 * @param horizon the forecast window that season and label refer to
 * @param windows lengths in days of the trailing windows of spend and orders, ascending
 * @param categories the item categories of the product mix: the vocabulary, fixed before the last
 *     training as-of date; may be empty
 * @param inputs which features the models read
 */
public record Catalogue(
    List<Channel> channels,
    Horizon horizon,
    List<Integer> windows,
    List<String> categories,
    Inputs inputs) {
  /** The windows unless told otherwise. */
  public static final List<Integer> WINDOWS = List.of(90, 365);

  /** Copies the lists without repetitions, and checks the windows. */
  public Catalogue {
    channels = channels.stream().distinct().toList();
    windows = windows.stream().sorted().distinct().toList();
    categories = categories.stream().distinct().toList();
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
