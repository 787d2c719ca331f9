"""The books: every dollar leaves one account and enters another."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Books:
    """Accounts by name; what a payer pays a payee receives.

    Attributes
    ----------
    accounts
        Balances; `outside` is everybody who is not in the model, `treasury` pays budgets.
    turnover
        Dollars ever moved, against which a balance is judged.
    """

    accounts: dict[str, float] = field(default_factory=dict)
    turnover: float = 0.0

    def pay(self, payer: str, payee: str, amount: float) -> float:
        """Move an amount and return it."""
        if amount:
            self.accounts[payer] = self.accounts.get(payer, 0.0) - amount
            self.accounts[payee] = self.accounts.get(payee, 0.0) + amount
            self.turnover += abs(amount)
        return amount

    def balance(self, name: str) -> float:
        """What is in an account."""
        return self.accounts.get(name, 0.0)

    def off(self) -> float:
        """How far all accounts together are from nothing, as a share of what was moved."""
        return abs(sum(self.accounts.values())) / max(1.0, self.turnover)
