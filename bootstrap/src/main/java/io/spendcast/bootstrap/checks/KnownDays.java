package io.spendcast.bootstrap.checks;

import io.spendcast.bootstrap.settings.section.SourceSection;
import io.spendcast.domain.DateWindow;
import java.time.LocalDate;
import java.util.Optional;

/** The days in which a source has sales, where they are known without reading it. */
final class KnownDays {
  /** TPC-DS sells from 2 January 1998 to 2 January 2003 at every scale. */
  private static final DateWindow TPCDS =
      new DateWindow(LocalDate.of(1998, 1, 2), LocalDate.of(2003, 1, 3));

  private KnownDays() {}

  static Optional<DateWindow> of(SourceSection source) {
    return switch (source.kind()) {
      case "tpcds" -> source.tpcds().isCataloged() ? Optional.empty() : Optional.of(TPCDS);
      case "planted" -> Optional.of(source.planted().world().days());
      default -> Optional.empty();
    };
  }
}
