package io.spendcast.domain.audit;

import java.util.List;

/**
 * Holds the files in which runs and models are kept against what was written.
 *
 * <p>Looking changes nothing. What somebody may change, such as a tag of their own or a stage, is a
 * remark; what nobody may change, or cannot be read, is a damage. A server looks after its own
 * files: there is nothing to find then. Throws {@code SpendcastException} with {@code UNAVAILABLE}
 * if the files cannot be reached.
 */
public interface StoreAudit {
  /** What is not as it was written, by run or model; empty if all is. */
  List<StoreFlaw> flaws();

  /**
   * Gives up what is damaged: it stays where it is, but no later work relies on it, and its damages
   * become remarks. What is not damaged stays as it is.
   */
  void giveUp(StoreFlaw flaw);
}
