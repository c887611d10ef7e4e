package io.spendcast.domain.btyd;

import io.spendcast.domain.season.Season;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fits as texts, such as a commit keeps. */
final class FitText {
  private static final String DEGENERATE = "degenerate: ";
  private static final String MODEL =
      "r=(\\S+) alpha=(\\S+) a=(\\S+) b=(\\S+) p=(\\S+) q=(\\S+) v=(\\S+) ";
  private static final Pattern FITTED =
      Pattern.compile(
          MODEL + "\\(([^()]*)\\)(?: in season " + MODEL.strip() + ")?(?: season=(\\S+))?");
  private static final Pattern UNFITTED = Pattern.compile("(.*?)(?: season=(\\S+))?");
  private static final int PARAMETERS = 7;

  private FitText() {}

  static String of(PurchaseFit fit) {
    String season = fit.season().isKnown() ? " season=" + fit.season() : "";
    String inSeason = fit.inSeason().map(found -> " in season " + text(found)).orElse("");
    return fit.model()
        .map(found -> "%s (%s)%s%s".formatted(text(found), fit.finding(), inSeason, season))
        .orElse(DEGENERATE + fit.finding() + season);
  }

  private static String text(PurchaseModel model) {
    return "r=%s alpha=%s a=%s b=%s p=%s q=%s v=%s"
        .formatted(
            model.buying().r(),
            model.buying().alpha(),
            model.buying().a(),
            model.buying().b(),
            model.value().p(),
            model.value().q(),
            model.value().v());
  }

  static PurchaseFit parse(String text) {
    Matcher fitted = FITTED.matcher(text);
    return fitted.matches()
        ? new PurchaseFit(
            Optional.of(model(fitted, 0)),
            fitted.group(PARAMETERS + 2) == null
                ? Optional.empty()
                : Optional.of(model(fitted, PARAMETERS + 1)),
            season(fitted.group(2 * PARAMETERS + 2)),
            fitted.group(PARAMETERS + 1))
        : unfitted(text.replaceFirst("^" + DEGENERATE, ""));
  }

  private static PurchaseFit unfitted(String text) {
    Matcher unfitted = UNFITTED.matcher(text);
    return unfitted.matches()
        ? new PurchaseFit(
            Optional.empty(), Optional.empty(), season(unfitted.group(2)), unfitted.group(1))
        : PurchaseFit.degenerate(text);
  }

  private static Season season(String text) {
    return text == null ? Season.UNKNOWN : Season.parse(text);
  }

  private static PurchaseModel model(Matcher fitted, int before) {
    return new PurchaseModel(
        new BgNbd(
            number(fitted, before + 1),
            number(fitted, before + 2),
            number(fitted, before + 3),
            number(fitted, before + 4)),
        new GammaGamma(
            number(fitted, before + 5), number(fitted, before + 6), number(fitted, before + 7)));
  }

  private static double number(Matcher fitted, int group) {
    return Double.parseDouble(fitted.group(group));
  }
}
