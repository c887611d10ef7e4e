package io.spendcast.application.online;

import io.spendcast.domain.sales.Channel;
import io.spendcast.domain.sales.DailySpend;
import io.spendcast.domain.sales.SpendTarget;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds the purchases of one customer up to daily spend, as the batch does with a table's lines. */
public final class PurchaseTiles {
  private final SpendTarget target;

  /** For models of gross or of net spend. */
  public PurchaseTiles(SpendTarget target) {
    this.target = target;
  }

  /** Purchases in any order; each counts, also one that looks like another. */
  public List<DailySpend> of(List<Purchase> purchases) {
    Map<Key, TileSums> tiles = new LinkedHashMap<>();
    for (Purchase line : purchases) {
      tiles.computeIfAbsent(Key.of(line), any -> new TileSums()).add(line, sign(line));
    }
    return tiles.entrySet().stream().map(tile -> tile.getKey().tile(tile.getValue())).toList();
  }

  /** A return is taken off net spend, and counts apart from gross spend. */
  private int sign(Purchase line) {
    return switch (line.direction()) {
      case BOUGHT -> 1;
      case RETURNED -> target == SpendTarget.NET ? -1 : 0;
    };
  }

  private record Key(LocalDate day, LocalDate known, Channel channel) {
    static Key of(Purchase line) {
      return new Key(line.day(), line.knownDay(), line.channel());
    }

    DailySpend tile(TileSums sums) {
      return sums.on(day, known, channel);
    }
  }
}
