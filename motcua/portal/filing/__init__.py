"""Filing online, page by page: who, what for, papers, result, and a last look before it is sent."""
