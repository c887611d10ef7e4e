package io.spendcast.domain.proposal.sample;

import io.spendcast.domain.proposal.column.Amounts;
import io.spendcast.domain.proposal.column.DayReading;
import io.spendcast.domain.proposal.column.NumberStyle;
import io.spendcast.domain.proposal.column.SampledColumn;
import io.spendcast.domain.proposal.column.SampledColumn.ValueType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** The columns of a table, each read as numbers and as days where it can be. */
public final class ReadColumns {
  private final IdentityHashMap<SampledColumn, Optional<Amounts>> numbers = new IdentityHashMap<>();
  private final IdentityHashMap<SampledColumn, Optional<DayReading>> days = new IdentityHashMap<>();

  private ReadColumns() {}

  public static ReadColumns of(Sample sample) {
    ReadColumns read = new ReadColumns();
    for (SampledColumn column : sample.columns()) {
      read.numbers.put(column, Amounts.of(column));
      read.days.put(column, DayReading.of(column));
    }
    read.style()
        .ifPresent(
            style ->
                read.numbers.replaceAll((column, number) -> number.map(one -> like(one, style))));
    return read;
  }

  private static Amounts like(Amounts amounts, NumberStyle style) {
    return amounts.isAmbiguous() ? amounts.in(style) : amounts;
  }

  /** How the numbers of the table are written that can be read in one way only, if all alike. */
  private Optional<NumberStyle> style() {
    List<NumberStyle> styles =
        numbers.values().stream()
            .flatMap(Optional::stream)
            .filter(amounts -> amounts.column().type() == ValueType.TEXT)
            .filter(amounts -> !amounts.isAmbiguous() && !amounts.isWhole())
            .map(amounts -> amounts.style() == NumberStyle.PLAIN ? NumberStyle.EN : amounts.style())
            .distinct()
            .toList();
    return styles.size() == 1 ? Optional.of(styles.get(0)) : Optional.empty();
  }

  public Optional<Amounts> number(SampledColumn column) {
    return numbers.get(column);
  }

  public Optional<DayReading> day(SampledColumn column) {
    return days.get(column);
  }

  /** Whether its values may identify something: no dates, no fractions. */
  public boolean isId(SampledColumn column) {
    boolean scalar = column.type() == ValueType.TEXT || column.type() == ValueType.WHOLE;
    boolean whole = number(column).map(Amounts::isWhole).orElse(true);
    boolean written = day(column).isPresent() && isWritten(column);
    boolean wholeDouble = column.type() == ValueType.DECIMAL && whole;
    return !column.filled().isEmpty() && (scalar || wholeDouble) && whole && !written;
  }

  /** Whether its values are written as dates, not as numbers that could be something else. */
  public boolean isWritten(SampledColumn column) {
    return number(column).isEmpty();
  }
}
