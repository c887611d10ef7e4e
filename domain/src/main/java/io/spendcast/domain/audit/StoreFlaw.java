package io.spendcast.domain.audit;

import java.util.List;

/**
 * What is wrong with a run or a registered model as it is kept.
 *
 * @param place which run or model, as people find it
 * @param damages why nobody may rely on it
 * @param remarks what somebody else changed, as they may
 */
public record StoreFlaw(String place, List<String> damages, List<String> remarks) {
  /** Copies the lists. */
  public StoreFlaw {
    damages = List.copyOf(damages);
    remarks = List.copyOf(remarks);
  }
}
